"""Rows with words in them, whoever comes, and all that they can fetch: what test_leaks.py searches."""

import hashlib
import random
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.assurance.addresses import filled, places
from tests.assurance.cast import ask, cast
from tests.assurance.fields import BY_LINK, EVERYONE
from tests.assurance.leaks import MARK, Planted, head_of, leaked, words
from tests.assurance.matrix import Cell, Stage, ruled, states, verbs, writes
from tests.assurance.planting import Planting
from tests.assurance.policy import LIKE

# One visitor of each role, and the one of another State.
READERS = [name for name in LIKE if name in EVERYONE or name.endswith(("with one factor", "of XBB"))]
# What the rows that bear the words are called in an address.
NAMED = {
    "iso3": "XAA",
    "slug": "xoo",
    "instrument": "x-treaty",
    "theme": "x-theme",
    "body": "x-body",
    "article": "1",
    "label": "a",
    "number": "1",
    "language": "en",
}
FORMS = ("csv", "xlsx", "json", "csv-metadata.json", "docx", "pdf")
KEYS = {
    "meetings": "x-body-1",
    "outcomes": "x-decision-1",
}  # of what else has one, by room; else that of a decision


class Fetched(NamedTuple):
    visitor: str
    verb: str
    path: str
    address: str


class World:
    """Rows with words in them, whoever comes, and what was found so far."""

    def __init__(self) -> None:
        self.seed = random.randrange(10**9)
        planting, self.stage = Planting(self.seed), Stage()
        for address in ruled():
            self.stage.prepare(address)
        planting.plant()
        self.visitors = {name: each for name, each in cast().items() if name in READERS}
        self.planted: Planted = planting.planted
        self.found: dict[str, set[str]] = {name: set() for name in self.visitors}
        self.searched, self.octets, self.seen = 0, 0, dict[bytes, set[bytes]]()

    def others(self) -> list[bytes]:
        return [word for word in self.planted if not word.startswith(MARK)]

    def search(self, asked: Fetched) -> list[str]:
        """The fields that an answer tells and may not; what it tells and may is noted."""
        visitor = self.visitors[asked.visitor]
        with writes():
            answer = ask(visitor, asked.verb, asked.path)
        self.searched, self.octets = self.searched + 1, self.octets + len(answer.body)
        found = words(head_of(answer), self.others()) | self.words_of(answer.body)
        self.found[visitor.name] |= {self.planted[word].field for word in found if word in self.planted}
        told = set(leaked(found, visitor.like, self.planted)) - BY_LINK.get(asked.address, frozenset())
        return [f"{visitor.name}: {asked.verb} {asked.path}: {field}" for field in sorted(told)]

    def words_of(self, body: bytes) -> set[bytes]:
        """A file that is the same for all is read once."""
        mark = hashlib.sha256(body).digest()
        if mark not in self.seen:
            self.seen[mark] = words(body, self.others())
        return self.seen[mark]


# ── what is fetched ───────────────────────────────────────────────────────────────────────────────


def fetched(world: World, addresses: Iterable[str], languages: Iterable[str]) -> Iterator[Fetched]:
    """A thing that bears the words, every other in every state, and a form sent empty to what takes one."""
    for address in addresses:
        for visitor in world.visitors:
            for language in languages:
                for form in FORMS if "form" in places(address) else ("",):
                    given = bearer(address) | {"lang": language, "form": form}
                    yield Fetched(visitor, "GET", filled(address, given), address)
                for state in states(address):
                    path = world.stage.path(Cell(address, state, "GET", visitor, language))
                    for verb in ("GET", "POST"):
                        if verb in verbs(address):
                            yield Fetched(visitor, verb, path, address)


def bearer(address: str) -> dict[str, str]:
    """The places of an address with the thing in them that bears the words."""
    room = address.split("/")[2] if address.startswith("/{lang}/") else ""
    named = {**NAMED, "key": KEYS.get(room, "x-1"), "named": "x-1"}
    if address.endswith("{part}.{form}"):
        named["part"] = "export"
    return {place: named.get(place, "1") for place in places(address)}
