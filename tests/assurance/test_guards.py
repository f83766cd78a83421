"""A guard that fails says no: nothing is shown, nothing is written, and nobody is taken for somebody else."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError

from palermo.actors.adapters import middleware, session
from palermo.actors.services import signing_in
from palermo.core import permissions
from palermo.journal import services as journal
from tests.actors.door import PASSPHRASE
from tests.assurance.answers import JOURNAL, WRITES
from tests.assurance.cast import Answer, Visitor, ask
from tests.assurance.forging import fingerprint
from tests.assurance.matrix import Cell, Stage, expected, ruled, states, verbs
from tests.assurance.policy import ANYONE, RESTRICTED, SIGNED_IN

CLOSED = {404, 500, 503}  # nothing there, our mistake, come back later
SIGN_IN = "/en/sign-in/"

pytestmark = pytest.mark.usefixtures("official", "quiet")


def fails(*_given: Any, **_named: Any) -> Any:
    """Any guard, on a bad day."""
    raise DatabaseError("planted")


def open_cells(*roles: str, verb: str = "GET", of: Callable[[str], bool] = bool) -> Iterator[Cell]:
    """Cells of addresses that are not for everyone, and that are open to these."""
    for address in sorted(ruled() & set(RESTRICTED)):
        for state in states(address) if of(address) and verb in verbs(address) else ():
            for role in roles:
                cell = Cell(address, state, verb, role, "en")
                if expected(cell).status in {200, 303, 422}:
                    yield cell


def placed(cells: Iterable[Cell]) -> list[tuple[Cell, str]]:
    """Each with its address: what stands there is made now."""
    stage = Stage()
    return [(cell, stage.path(cell)) for cell in cells]


def names(answer: Answer, visitor: Visitor) -> bool:
    user = visitor.user
    return user is not None and (user.name.encode() in answer.body or user.email.encode() in answer.body)


def of_roles(address: str) -> bool:
    """Open to some roles, and not to whoever is signed in."""
    return not RESTRICTED[address][1] >= SIGNED_IN


def of_persons(address: str) -> bool:
    """Open to whoever is signed in, and to nobody else."""
    return RESTRICTED[address][1] >= SIGNED_IN and not RESTRICTED[address][1] >= ANYONE


# ── who may ───────────────────────────────────────────────────────────────────────────────────────


TABLES: dict[str, Callable[[], dict[permissions.Action, Any]]] = {
    "rules that fail": lambda: dict.fromkeys(permissions.TABLE, fails),
    "rules that answer something else": lambda: dict.fromkeys(permissions.TABLE, lambda *_given: "yes"),
    "no rules": dict,
}


@pytest.mark.parametrize("table", TABLES)
def test_without_a_rule_that_says_yes_nobody_gets_in(
    table: str, visitors: dict[str, Visitor], monkeypatch: pytest.MonkeyPatch, counted: Callable[[str], None]
) -> None:
    roles = ("administrator", "secretariat", "auditor")
    tried = placed(cell for verb in ("GET", "POST") for cell in open_cells(*roles, verb=verb, of=of_roles))
    monkeypatch.setattr(permissions, "TABLE", TABLES[table]())
    before, told = fingerprint(), Counter[int]()
    for cell, path in tried:
        told[ask(visitors[cell.visitor], cell.verb, path).status] += 1
    counted(f"{told.total()} requests with {table}: {dict(told)}; nothing was changed")
    assert set(told) == {404}
    assert fingerprint() == before


# ── who asks ──────────────────────────────────────────────────────────────────────────────────────

ASKING: dict[str, tuple[Any, str]] = {
    "actor_of": (session, "actor_of"),
    "has_role": (session, "has_role"),
    "is_over": (session, "is_over"),
    "gave_second_factor": (session, "gave_second_factor"),
    "get_authentication_records": (session, "get_authentication_records"),
    "who": (middleware, "who"),
    "the session store": (SessionStore, "load"),
}


@pytest.mark.parametrize("guard", ASKING)
def test_whoever_cannot_be_told_is_shown_nothing(
    guard: str,
    visitors: dict[str, Visitor],
    monkeypatch: pytest.MonkeyPatch,
    counted: Callable[[str], None],
) -> None:
    """Whether the guard says who somebody is, or that their session holds."""
    cells = open_cells("secretariat with one factor" if guard == "has_role" else "administrator")
    tried = placed(cell for cell in cells if of_roles(cell.address) or of_persons(cell.address))
    owner, name = ASKING[guard]
    monkeypatch.setattr(owner, name, fails)
    before, told, named = fingerprint(), Counter[int](), list[str]()
    for cell, path in tried:
        answer = ask(visitors[cell.visitor], cell.verb, path)
        told[answer.status] += 1
        named += [str(cell)] if names(answer, visitors[cell.visitor]) else []
    counted(f"{told.total()} requests while {guard} fails: {dict(told)}; nothing was changed")
    assert told
    assert set(told) <= CLOSED
    assert named == []
    assert fingerprint() == before


# ── how often ─────────────────────────────────────────────────────────────────────────────────────


def try_to_sign_in(visitor: Visitor) -> Answer:
    """With the right passphrase, from a browser that has no session."""
    assert visitor.user is not None
    given = urlencode({"email": visitor.user.email, "passphrase": PASSPHRASE}).encode()
    return ask(Visitor("stranger", "stranger"), "POST", SIGN_IN, given)


GIVING: dict[str, tuple[Any, str]] = {
    "the throttle": (signing_in, "attempt"),
    "the counter's database": (signing_in, "give_back"),
    "the journal": (journal, "append"),
    "the session store": (SessionStore, "save"),
    "the check of who they are": (session, "actor_of"),
}


def test_it_works(visitors: dict[str, Visitor]) -> None:
    """Without any of that, the same try gets in."""
    answer = try_to_sign_in(visitors["administrator with one factor"])
    assert answer.status == 303
    assert "palermo_session=" in answer.header("Set-Cookie") + str(answer.headers)


@pytest.mark.parametrize("guard", GIVING)
def test_nobody_gets_in_past_a_guard_that_fails(
    guard: str, visitors: dict[str, Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, name = GIVING[guard]
    monkeypatch.setattr(owner, name, fails)
    answer = try_to_sign_in(visitors["administrator with one factor"])
    monkeypatch.undo()
    assert answer.status in CLOSED
    jar = "; ".join(value.partition(";")[0] for key, value in answer.headers if key == "Set-Cookie")
    account = ask(Visitor("stranger", "stranger", jar), "GET", "/en/account/")
    assert account.status == 404


# ── what is on record ─────────────────────────────────────────────────────────────────────────────


def test_what_cannot_be_entered_in_the_journal_does_not_happen(
    visitors: dict[str, Visitor], monkeypatch: pytest.MonkeyPatch, counted: Callable[[str], None]
) -> None:
    """Every act that an empty form brings about."""
    acts = [key for key, tables in WRITES.items() if tables >= JOURNAL]
    tried = placed(
        cell
        for cell in open_cells("administrator", verb="POST")
        if (cell.address, "POST") in acts and expected(cell).status == 303
    )
    monkeypatch.setattr(journal, "append", fails)
    before, told = fingerprint(), Counter[int]()
    for cell, path in tried:
        told[ask(visitors["administrator"], "POST", path).status] += 1
        assert fingerprint() == before, str(cell)
    counted(f"{told.total()} acts while the journal cannot be written: {dict(told)}; nothing was changed")
    assert {cell.address for cell, _path in tried} == {address for address, _verb in acts}
    assert set(told) == {503}
