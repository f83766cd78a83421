"""The permission matrix: address × verb × visitor × state of the thing, each held against the policy."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from random import Random
from typing import Any, NamedTuple

from django.db import connection, transaction

from palermo.core.language import LANGUAGES
from tests.assurance.addresses import configured, examples, filled, places
from tests.assurance.answers import ANSWERS, BY_STATE, KNOWN, WRITES
from tests.assurance.cast import Answer, Visitor, ask, say_changed
from tests.assurance.likeness import differences, nowhere, plain
from tests.assurance.policy import LIKE, PUBLIC, RESTRICTED, VERBS, WITHOUT_VIEW
from tests.assurance.states import STATES, is_own
from tests.assurance.states.making import Made, Makes

VERBS_TRIED = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND")
WRITING = re.compile(
    r'\s*(INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|CREATE|DROP|ALTER|REPLACE)\s+"?(\w+)', re.I
)
HARMLESS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")
SESSIONS = "django_session"
THERE, AS = "there ", "as "
FORMS = ("csv", "xlsx", "json", "csv-metadata.json")
OF_FILES = {"lang", "form", "part", "language"}  # places that name no thing


class Cell(NamedTuple):
    address: str
    state: str
    verb: str
    visitor: str
    language: str

    def __str__(self) -> str:
        return f"{self.visitor}: {self.verb} {self.address} ({self.state}, {self.language})"


# ── what is tried ─────────────────────────────────────────────────────────────────────────────────


def ruled() -> set[str]:
    """The addresses that have a policy and are there; that these are all, test_addresses.py says."""
    return (PUBLIC | set(RESTRICTED)) & configured()


def verbs(address: str) -> tuple[str, ...]:
    return RESTRICTED[address][0] if address in RESTRICTED else VERBS[address]


def states(address: str) -> list[str]:
    """The states in which a thing of this address can be; of what everyone reads, every example is one."""
    if address in STATES:
        return list(STATES[address])
    if address in RESTRICTED:
        return [f"{AS}{form}" for form in FORMS] if "form" in places(address) else ["there"]
    there = [f"{THERE}{number or ''}" for number in range(len(examples()[address]))]
    return [*there, "not there"] if names_a_thing(address) else there


def names_a_thing(address: str) -> bool:
    return bool(set(places(address)) - OF_FILES)


def cells(addresses: Iterable[str], visitors: Iterable[str] = tuple(LIKE)) -> Iterator[Cell]:
    """Every cell of these addresses. A verb that is not taken is refused before anything is looked for."""
    number = 0
    for address in sorted(addresses):
        for place, state in enumerate(states(address)):
            for verb in VERBS_TRIED:
                if place and verb not in verbs(address):
                    continue
                for visitor in visitors:
                    number += 1
                    yield Cell(address, state, verb, visitor, LANGUAGES[number % len(LANGUAGES)])


def sample(size: int, seed: int) -> list[Cell]:
    """Cells drawn at random: most of addresses that are not for everyone, and of verbs that are taken."""
    chance, kinds = Random(seed), dict[str, list[Cell]]()
    for cell in cells(ruled()):
        taken = cell.verb in verbs(cell.address)
        kind = "refused" if not taken else "restricted" if cell.address in RESTRICTED else "public"
        kinds.setdefault(kind, []).append(cell)
    shares = {"restricted": size // 2, "public": size // 4, "refused": size // 4}
    return [
        each
        for kind, share in shares.items()
        for each in chance.sample(kinds[kind], min(share, len(kinds[kind])))
    ]


# ── what is there ─────────────────────────────────────────────────────────────────────────────────


class Stage:
    """The things of the addresses, each made once, and for each visitor where it is their own."""

    def __init__(self) -> None:
        self.made: dict[tuple[Makes, str], Made] = {}
        self.nothing: dict[tuple[str, ...], Answer] = {}  # what was answered where nothing is

    def prepare(self, address: str) -> None:
        """Make what is the same for all who come."""
        for state in STATES.get(address, {}):
            if not is_own(state):
                self.thing(address, state, "")

    def thing(self, address: str, state: str, visitor: str) -> Made:
        """What is there; the same wherever it is made in the same way."""
        makes = STATES[address][state]
        key = (makes, visitor if is_own(state) else "")
        if key not in self.made:
            self.made[key] = makes(visitor)
            say_changed()
        return self.made[key]

    def path(self, cell: Cell) -> str:
        here: dict[str, Any] = {"lang": cell.language, "form": cell.state.removeprefix(AS)}
        if cell.address in STATES:
            return filled(cell.address, {**here, **self.thing(cell.address, cell.state, cell.visitor)})
        if cell.address in RESTRICTED:
            return filled(cell.address, here)
        example, question, query = example_of(cell.address, cell.state).partition("?")
        return filled(cell.address, places_of(cell.address, example) | here_of(cell)) + question + query

    def twins(self, cell: Cell, visitor: Visitor, *, anywhere: bool) -> Iterator[Answer]:
        """What is answered where nothing is: at the address of a like thing, and at one of the same shape."""
        if "not there" in states(cell.address) and cell.state not in {"not there", *KNOWN}:
            yield self.answer(visitor, cell.verb, self.path(cell._replace(state="not there")))
        if anywhere:
            twin = nowhere(self.path(cell))
            yield self.answer(visitor, cell.verb, twin, f"{twin[: twin.index('/', 4)]}…{twin[-1]}")

    def answer(self, visitor: Visitor, verb: str, path: str, called: str = "") -> Answer:
        key = (visitor.name, verb, called or path)
        if key not in self.nothing:
            with writes():
                self.nothing[key] = plain(ask(visitor, verb, path), path)
        return self.nothing[key]


def here_of(cell: Cell) -> dict[str, str]:
    return {"lang": cell.language} if "lang" in places(cell.address) else {}


def example_of(address: str, state: str) -> str:
    """An example of an address that everyone reads; or the same, and nothing there."""
    if state.startswith(THERE):
        return examples()[address][int(state.removeprefix(THERE) or 0)]
    return filled(address, absent(places_of(address, examples()[address][0].partition("?")[0])))


def absent(given: Mapping[str, str]) -> dict[str, str]:
    """The same places, with a thing in them that is not there."""
    return {
        name: value if name in OF_FILES else re.sub(r"[a-z]", "x", re.sub(r"[1-9]", "9", value.lower()))
        for name, value in given.items()
    }


def places_of(address: str, path: str) -> dict[str, str]:
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(address))
    found = re.fullmatch(pattern, path)
    assert found is not None, f"{path} is no example of {address}"
    return found.groupdict()


# ── what is expected ──────────────────────────────────────────────────────────────────────────────


class Expected(NamedTuple):
    status: int
    absent: bool = False  # and looks like any place where nothing is
    anywhere: bool = False  # the address itself is not there, for whoever comes


def expected(cell: Cell) -> Expected:
    """What the policy lets this visitor be answered."""
    like = LIKE[cell.visitor]
    if cell.verb not in verbs(cell.address):
        return Expected(204 if cell.verb == "OPTIONS" and cell.address not in WITHOUT_VIEW else 405)
    if cell.address in RESTRICTED and like not in RESTRICTED[cell.address][1]:
        return Expected(404, absent=True, anywhere=True)
    if cell.visitor != like and (told := said(cell, cell.visitor)) is not None:  # before it looks for a thing
        return Expected(told)
    sees = BY_STATE.get(cell.address, {}).get(cell.state)
    if cell.state == "not there" or (sees is not None and like not in sees):
        return Expected(404, absent=cell.state != "not there", anywhere=cell.state in KNOWN)
    told = said(cell, like)
    return Expected(told if told is not None else 422 if cell.verb == "POST" else 200)


def said(cell: Cell, who: str) -> int | None:
    """What the policy says that an open address answers; None where it is as usual."""
    verb = "GET" if cell.verb == "HEAD" else cell.verb
    for key in ((cell.address, verb, cell.state), (cell.address, verb)):
        for roles, answer in ANSWERS.get(key, {}).items():
            if who in roles:
                return answer
    return None


def may_write(cell: Cell, visitor: Visitor) -> frozenset[str]:
    """The tables to which this cell may write: a session notes its use, and one that is over is dropped."""
    verb = "GET" if cell.verb == "HEAD" else cell.verb
    own = frozenset({SESSIONS}) if visitor.user else frozenset()
    return own | WRITES.get((cell.address, verb), frozenset())


# ── what comes ────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def writes() -> Iterator[Counter[str]]:
    """The tables to which a statement within it writes are counted; what was written is undone at its end."""
    found = Counter[str]()

    def look(execute: Any, sql: str, *rest: Any) -> Any:
        if written := WRITING.match(sql):
            found[written[2]] += 1
        elif not sql.lstrip().upper().startswith(HARMLESS):
            found[sql] += 1
        return execute(sql, *rest)

    with transaction.atomic():
        with connection.execute_wrapper(look):
            yield found
        transaction.set_rollback(True)


def faults_of(cells: Iterable[Cell], visitors: Mapping[str, Visitor]) -> list[str]:
    """All that is not as the policy says."""
    stage = Stage()
    found = (fault(cell, visitors[cell.visitor], stage) for cell in cells)
    return [each for each in found if each is not None]


def fault(cell: Cell, visitor: Visitor, stage: Stage) -> str | None:
    """What is not as the policy says; None where all is."""
    wanted, path = expected(cell), stage.path(cell)
    with writes() as written:
        answer = ask(visitor, cell.verb, path)
    if answer.status != wanted.status:
        return f"{cell}: {answer.status} instead of {wanted.status}"
    if extra := written.keys() - may_write(cell, visitor):
        return f"{cell}: wrote to {sorted(extra)}"
    if cell.verb not in verbs(cell.address):
        told = set(answer.header("Allow").split(", ")) - {"OPTIONS"}
        return None if told == set(verbs(cell.address)) else f"{cell}: says it takes {sorted(told)}"
    for twin in stage.twins(cell, visitor, anywhere=wanted.anywhere) if wanted.absent else ():
        if unlike := differences(plain(answer, path), twin):
            return f"{cell}: {unlike} where nothing is"
    return None
