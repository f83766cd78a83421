"""Every field bears a word of its own; all that a role can fetch is searched for those it may not read."""

import ast
import base64
import io
import logging
import random
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

import pytest
from django.core import mail

from palermo.actors import tasks
from palermo.actors.models import Delegation
from palermo.actors.queries import digest_of
from palermo.core.language import LANGUAGES
from palermo.kit.mail import secret_of
from tests.assurance import fields
from tests.assurance.fields import EVERYONE, FIELDS, IN_LETTERS, SECRETS, UNSHOWN
from tests.assurance.leaks import MARK, Word, leaked, words
from tests.assurance.matrix import ruled
from tests.assurance.planting import all_fields
from tests.assurance.policy import RESTRICTED
from tests.assurance.states.people import invitation
from tests.assurance.world import Fetched, World, fetched

SAMPLE = 400
PARTS = 4

pytestmark = pytest.mark.usefixtures("official", "kept")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged meanwhile, down to the smallest remark."""
    told, root = io.StringIO(), logging.getLogger()
    writer, level = logging.StreamHandler(told), root.level
    root.addHandler(writer)
    root.setLevel(logging.DEBUG)
    yield told
    root.removeHandler(writer)
    root.setLevel(level)


@pytest.fixture
def world(official: None, kept: None) -> World:
    return World()


def look(world: World, requests: Iterable[Fetched], log: io.StringIO, counted: Callable[[str], None]) -> None:
    faults = [fault for asked in requests for fault in world.search(asked)]
    said = log.getvalue().encode()
    faults += [
        f"the log: {field}" for field in leaked(words(said, world.others()), "stranger", world.planted)
    ]
    held = {told.field for told in world.planted.values()}
    read = ", ".join(f"{name} {len(found)}" for name, found in world.found.items())
    counted(
        f"{world.searched} answers ({world.octets / 1e6:.0f} MB) and {len(said) / 1e6:.1f} MB of log "
        f"searched for {len(world.planted)} words of {len(held)} fields, seed {world.seed}; "
        f"read by each: {read}; {len(faults)} that they may not"
    )
    assert sorted(set(faults)) == []


def test_a_sample_tells_nobody_what_they_may_not_read(
    world: World, log: io.StringIO, counted: Callable[[str], None]
) -> None:
    """Half of it of what is not for everyone."""
    chance, requests = random.Random(world.seed), list[Fetched]()
    for addresses in (ruled() & set(RESTRICTED), ruled() - set(RESTRICTED)):
        requests += chance.sample(list(fetched(world, sorted(addresses), ["en"])), SAMPLE // 2)
    look(world, requests, log, counted)


@pytest.mark.full
@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_is_told_anywhere_what_they_may_not_read(
    part: int, world: World, log: io.StringIO, counted: Callable[[str], None]
) -> None:
    """Everything in English, and each address in one more language."""
    mine = sorted(ruled())[part::PARTS]
    requests = [*fetched(world, mine, ["en"])]
    for number, address in enumerate(mine):
        requests += fetched(world, [address], [LANGUAGES[number % len(LANGUAGES)]])
    look(world, requests, log, counted)


def test_letters_tell_a_person_of_themselves_and_of_nothing_else(
    world: World, counted: Callable[[str], None]
) -> None:
    """Every letter that there is, to people whose rows bear words."""
    seed = token_hex(16)
    held = Delegation.objects.filter(user__email__startswith=MARK.decode(), user__is_active=True)
    bearers = list(held.select_related("user"))
    found = invitation(bearers[0].user, digest=digest_of(secret_of(seed)))
    tasks.mail_invitation.func(invitation=found.pk, seed=seed, origin="http://localhost")
    for each in bearers:
        tasks.mail_reset.func(person=each.user_id, origin="http://localhost")
        for letter in tasks.LETTERS:
            tasks.mail_notice.func(letter=letter, delegation=each.pk, origin="http://localhost")
    told = set[bytes]()
    for sent in mail.outbox:
        told |= words(sent.message().as_bytes(), world.others()) | words(
            str(sent.body).encode(), world.others()
        )
    fields = {world.planted[word].field for word in told if word in world.planted}
    counted(f"{len(mail.outbox)} letters searched for {len(world.planted)} words: {sorted(fields)}")
    assert len(mail.outbox) > len(bearers) * len(tasks.LETTERS)
    assert "actors.User.email" in fields
    assert {field for field in fields if FIELDS[field] != EVERYONE} <= IN_LETTERS


# ── the search can fail ───────────────────────────────────────────────────────────────────────────

WORD = b"zqvabcdefgh"


def zipped(content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.txt", content)
    return held.getvalue()


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda word: b"<p>" + word + b"</p>",
    "in capitals": bytes.upper,
    "base64": lambda word: base64.b64encode(b"here: " + word),
    "base64, one letter on": lambda word: base64.b64encode(b"here:  " + word),
    "base64, two letters on": lambda word: base64.urlsafe_b64encode(b"here:   " + word),
    "hexadecimal": lambda word: word.hex().encode(),
    "hexadecimal, after a digit": lambda word: b"7" + word.hex(" ").encode(),
    "percent": lambda word: "".join(f"%{letter:02x}" for letter in word).encode(),
    "percent of its capitals": lambda word: quote(word.decode().upper()).encode(),
    "escaped in JSON": lambda word: "".join(f"\\u{letter:04x}" for letter in word).encode(),
    "escaped in HTML": lambda word: "".join(f"&#{letter};" for letter in word).encode(),
    "escaped in HTML by hexadecimal": lambda word: "".join(f"&#x{letter:x};" for letter in word).encode(),
    "UTF-16": lambda word: word.decode().encode("utf-16-le"),
    "UTF-16, the other end first": lambda word: word.decode().encode("utf-16-be"),
    "in an archive": zipped,
    "in an archive in an archive": lambda word: zipped(zipped(word)),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_word_is_found_however_it_is_written(way: str) -> None:
    assert words(WAYS[way](WORD)) == {WORD}


def test_what_one_may_not_read_is_told_apart_from_what_one_may() -> None:
    planted = {WORD: Word("room.Thing.field", frozenset({"auditor"}))}
    assert leaked({WORD}, "auditor", planted) == []
    assert leaked({WORD}, "stranger", planted) == ["room.Thing.field"]
    assert leaked({b"zqvxxxxxxxx"}, "stranger", planted) == []


@pytest.mark.full
@pytest.mark.parametrize("name", ["stranger", "administrator", "secretariat", "auditor"])
def test_the_search_finds_what_is_there(name: str, world: World, counted: Callable[[str], None]) -> None:
    """Or finding nothing would say nothing: what a role may read, it does find."""
    world.visitors = {name: world.visitors[name]}
    for asked in fetched(world, sorted(ruled()), ["en"]):
        world.search(asked)
    may = {field for field, roles in FIELDS.items() if roles and name in roles}
    counted(f"{name} reads {len(may & world.found[name])} of the {len(may)} fields that they may")
    assert may - world.found[name] <= UNSHOWN


# ── the table ─────────────────────────────────────────────────────────────────────────────────────


def test_every_field_that_holds_text_stands_in_the_table_and_nothing_else() -> None:
    assert set(FIELDS) == set(all_fields())


def test_every_field_that_is_no_code_bears_a_word(world: World) -> None:
    bearing = {field for field, roles in FIELDS.items() if roles is not None}
    assert {told.field for told in world.planted.values()} >= bearing | set(SECRETS[:1])


def test_the_table_shares_no_code_with_the_program() -> None:
    tree = ast.parse(Path(fields.__file__).read_text(encoding="utf-8"))
    assert [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)] == []
