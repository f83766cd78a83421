"""Somebody who tries to get in as someone else, and a served Palermo that notes what argon2 works on."""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from tests.cli.kept import Kept

ROOT = Path(__file__).parents[2]
PASSPHRASE = "correct horse battery staple"
PROOF = "a" * 32  # what proves that a form comes from the site: the same in it and in the cookie
HOME = "127.0.0.1"  # where attackers are, and the victim too
SIGN_IN, SECOND = "/en/sign-in/", "/en/sign-in/second-factor/"

# Runs in each process of the server: every passphrase that is compared or worked on to no end leaves a line.
NOTES = """
import os
if "COMPARED" in os.environ:
    import argon2
    log = os.open(os.environ["COMPARED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    def noting(word, call):
        def noted(*given, **named):
            os.write(log, word)
            return call(*given, **named)
        return noted
    argon2.PasswordHasher.verify = noting(b"compared\\n", argon2.PasswordHasher.verify)
    argon2.low_level.hash_secret = noting(b"spent\\n", argon2.low_level.hash_secret)
"""
# People with a passphrase and, where it says so, an app; prints the recovery codes of each.
PEOPLE = """
import django, json, sys
django.setup()
from tests.actors.door import person, recovery_codes
print(json.dumps([recovery_codes(person(email, app=True)) if app else person(email).pk
                  for email, app in json.loads(sys.argv[1])]))
"""


class Watched(Kept):
    """An installation whose server notes what argon2 works on."""

    @property
    def notes(self) -> Path:
        return self.folder.parent / "compared"

    @property
    def environment(self) -> dict[str, str]:
        hook = self.folder.parent / "hook"
        hook.mkdir(exist_ok=True)
        (hook / "sitecustomize.py").write_text(NOTES, encoding="utf-8")
        path = f"{hook}:{ROOT}:{ROOT / 'src'}"
        return super().environment | {"PYTHONPATH": path, "COMPARED": str(self.notes)}

    def worked(self) -> Counter[str]:
        """How many passphrases were compared, and how many worked on to no end, so far."""
        return Counter(self.notes.read_text("utf-8").split()) if self.notes.exists() else Counter()

    def people(self, told: str) -> str:
        run = subprocess.run(
            [sys.executable, "-c", PEOPLE, told],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr
        return run.stdout


class Try(NamedTuple):
    """One request of an attacker."""

    verb: str
    path: str
    body: str
    headers: dict[str, str]


class Browser:
    """Cookies, and the address of the network from which it asks."""

    def __init__(self, port: int, source: str = HOME) -> None:
        self.port, self.source, self.cookies = port, source, {"csrftoken": PROOF}

    def send(self, tried: Try) -> tuple[int, str]:
        """The status, and where to."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(self.source, 0))
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            body = tried.body.encode() or None
            connection.request(tried.verb, tried.path, body, {"Cookie": held, **tried.headers})
            answer = connection.getresponse()
            answer.read()
            for each in answer.headers.get_all("Set-Cookie") or ():
                name, _is, value = each.partition(";")[0].partition("=")
                if name != "csrftoken":  # what proves is the same in every form here
                    self.cookies[name] = value
            return answer.status, answer.headers.get("Location") or ""
        finally:
            connection.close()

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        return self.send(form("POST", path, fields))

    def sign_in(self, email: str, passphrase: str = PASSPHRASE) -> tuple[int, str]:
        return self.post(SIGN_IN, email=email, passphrase=passphrase)

    def forget_session(self) -> "Browser":
        """What closing the browser does: the mark of a known browser stays."""
        self.cookies.pop("palermo_session", None)
        return self


def form(verb: str, path: str, fields: dict[str, str], **headers: str) -> Try:
    body = urlencode({**fields, "csrfmiddlewaretoken": PROOF})
    return Try(verb, path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})


# What may stand around an address; and letters that look like others: the first is written as the rest.
AROUND = (
    *(
        "{} ",
        " {}",
        "\t{}\r\n",
        "\u00a0{}\u3000",
        "{}.",
        "{}..",
        "\ufeff{}",
        "{}\u2060",
        "<{}>",
        "{},x@{domain}",
    ),
)
LETTERS = ("k\u212a", "s\u017f", "i\u0131", "iİ", "oο", "aа", "ii\u0307")


def twins(email: str) -> list[str]:
    """Other ways to write an address, some of which are the same to Unicode, to a database, or to the eye."""
    name, _at, domain = email.partition("@")
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in name)
    names = [
        f"{name}.",
        wide,
        f'"{name}"',
        f"{name}+x",
        f"{name[0]}\u200b{name[1:]}",
        f"{name[0]}\u00ad{name[1:]}",
    ]
    ends = [
        *(f"＠{domain}", f"﹫{domain}", f"@{domain.replace('e', 'ｅ')}", f"@{domain}\x00"),
        *(f"@{domain.replace('.', '．')}", f"@{domain.replace('.', '。')}"),
    ]
    return [
        *(email, email.upper(), email.title(), email.swapcase(), f"{name.upper()}@{domain}"),
        *(each.format(email, domain=domain) for each in AROUND),
        *(f"{each}@{domain}" for each in names),
        *(f"{name}{each}" for each in ends),
        *(email.replace(each[0], each[1:]) for each in LETTERS),
    ]


SPOOFED = (
    *("X-Forwarded-For", "X-Real-IP", "X-Client-IP", "Client-IP", "True-Client-IP", "CF-Connecting-IP"),
    *("X-Cluster-Client-IP", "X-Originating-IP", "X-Remote-IP", "X-Remote-Addr", "Remote-Addr", "Via"),
)


def tries(email: str, count: int, seed: int) -> list[Try]:
    """So many requests that want in, each with another passphrase, by every trick there is."""
    chance = random.Random(seed)
    return [trick(email, number, chance) for number in range(count)]


def trick(email: str, number: int, chance: random.Random) -> Try:
    fields = {"email": chance.choice(twins(email)), "passphrase": f"wrong passphrase {number}"}
    path = f"/{chance.choice(['en', 'fr', 'es', 'ru', 'ar', 'zh'])}/sign-in/"
    headers = dict[str, str]()
    for name in chance.sample(SPOOFED, chance.randint(0, 4)):
        headers[name] = ".".join(str(chance.randint(1, 254)) for _ in range(4))
    if chance.random() < 0.3:
        headers["Forwarded"] = f"for=192.0.2.{chance.randint(1, 254)};proto=https"
    made = form("POST", path, fields, **headers)
    match chance.randrange(12):
        case 0:
            return made._replace(verb=chance.choice(["PUT", "PATCH", "DELETE", "post", "LOGIN", "TRACE"]))
        case 1:
            return Try("GET", f"{path}?{urlencode(fields)}", "", made.headers)
        case 2:
            return made._replace(
                path=f"{path}?{urlencode(fields)}", headers=made.headers | {"X-HTTP-Method-Override": "PUT"}
            )
        case 3:
            return made._replace(
                path=f"{path}?next=/en/account/", headers=made.headers | {"Accept": "application/json"}
            )
        case 4:
            return made._replace(body=f"email=nobody%40example.org&{made.body}")  # the address twice
        case 5:
            return made._replace(body=f"{made.body}&email={quote(email)}&passphrase=another")
        case 6:
            return made._replace(path=path.upper() if chance.random() < 0.5 else f"/{path}")
        case _:
            return made


def at_once(calls: Iterable[Callable[[], Any]]) -> list[Any]:
    """What each answers, when all begin in the same moment."""
    wanted = list(calls)
    gate = Barrier(len(wanted))

    def waits(call: Callable[[], Any]) -> Any:
        gate.wait(60)
        return call()

    with ThreadPoolExecutor(len(wanted)) as pool:
        return list(pool.map(waits, wanted))


def in_parallel(calls: Iterable[Callable[[], Any]], threads: int = 50) -> list[Any]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda call: call(), calls))
