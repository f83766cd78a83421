"""The matrix, the search for leaks and the forged requests can fail: each finds a defect that is planted."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import resolve
from django.utils.translation import override

from palermo.actors.adapters import middleware, session
from palermo.actors.models import User
from palermo.actors.queries import roster
from palermo.actors.views import people
from palermo.core import permissions
from palermo.core.actor import PUBLIC
from palermo.core.errors import Denied, Missing
from palermo.journal import queries as journal
from palermo.kit import files, http
from palermo.kit.tabular import to_csv
from palermo.kit.throttle import take
from tests import factories
from tests.assurance import forging
from tests.assurance.cast import Visitor
from tests.assurance.matrix import Stage, cells, faults_of
from tests.assurance.world import World, fetched

WHO = ("stranger", "reader", "secretariat with one factor", "administrator", "focal_point", "auditor")
ALSO = ("stranger with claims", "administrator with a session of yesterday")
JOURNAL, PEOPLE = "/{lang}/journal/", "/{lang}/people/"
STATES, ABOUT, ACCOUNT = "/{lang}/states/export.{form}", "/{lang}/about/", "/{lang}/account/"
Plant = Callable[[pytest.MonkeyPatch], None]

pytestmark = pytest.mark.usefixtures("official", "quiet")


def found(address: str, visitors: dict[str, Visitor]) -> list[str]:
    tried = [cell for cell in cells([address], WHO + ALSO) if cell.verb in {"GET", "HEAD", "DELETE"}]
    return faults_of(tried, visitors)


def view(address: str) -> Any:
    with override("en"):
        return resolve(address).func


# ── in the matrix ─────────────────────────────────────────────────────────────────────────────────


def dropped_check(plant: pytest.MonkeyPatch) -> None:
    """A view asks nobody whether they may, nor does what it asks."""
    for module in (people, roster):
        plant.setattr(module, "check", lambda *_given: None)


def rule_that_says_yes(plant: pytest.MonkeyPatch) -> None:
    plant.setitem(permissions.TABLE, permissions.Action.READ_JOURNAL, permissions.everyone)


def role_without_second_factor(plant: pytest.MonkeyPatch) -> None:
    plant.setattr(session, "gave_second_factor", lambda *_given: True)


def session_without_end(plant: pytest.MonkeyPatch) -> None:
    plant.setattr(session, "is_over", lambda *_given: False)


def claim_that_is_believed(plant: pytest.MonkeyPatch) -> None:
    """What a header says of whoever asks."""

    def who(request: Any) -> Any:
        user = User.objects.get(email="administrator@example.org")
        claims = "Remote-User" in request.headers
        return session.actor_in(request, user, datetime.now(UTC)) if claims else PUBLIC

    plant.setattr(session, "gave_second_factor", lambda *_given: True)
    plant.setattr(middleware, "who", who)


def forbidden_said(plant: pytest.MonkeyPatch) -> None:
    """A refusal that says that something is there."""

    class Refused(Denied):
        status = 403

    plant.setattr(http, "Denied", type("Other", (Exception,), {}))
    plant.setattr(Denied, "status", Refused.status)


def forbidden_in_other_words(plant: pytest.MonkeyPatch) -> None:
    """The same status, and another sentence."""

    def check(*_given: Any) -> None:
        raise Missing("page.missing", "You may not see this.")

    plant.setattr(people, "check", check)


def forbidden_with_another_header(plant: pytest.MonkeyPatch) -> None:
    answer = http.problem_response

    def marked(request: Any, problem: Any) -> Any:
        made = answer(request, problem)
        if isinstance(problem, Denied):
            made["X-Page"] = "there"
        return made

    plant.setattr(http, "problem_response", marked)


def write_while_reading(plant: pytest.MonkeyPatch) -> None:
    shown = journal.state

    def counted(actor: Any) -> Any:
        take("planted", 5, session.IDLE, at=factories.MOMENT)
        return shown(actor)

    plant.setattr(journal, "state", counted)


def verb_too_many(plant: pytest.MonkeyPatch) -> None:
    plant.setattr(view("/en/about/"), "verbs", frozenset({"GET", "HEAD", "DELETE"}), raising=False)


PLANTED: dict[str, tuple[Plant, str, str]] = {
    "a check that is dropped": (dropped_check, PEOPLE, "stranger: GET"),
    "a rule that says yes to all": (rule_that_says_yes, JOURNAL, "reader: GET"),
    "roles without a second factor": (role_without_second_factor, PEOPLE, "secretariat with one factor: GET"),
    "sessions that never end": (
        session_without_end,
        ACCOUNT,
        "administrator with a session of yesterday: GET",
    ),
    "a claim that is believed": (claim_that_is_believed, PEOPLE, "stranger with claims: GET"),
    "a refusal that says so": (forbidden_said, PEOPLE, "403 instead of 404"),
    "a refusal in other words": (forbidden_in_other_words, PEOPLE, "where nothing is"),
    "a refusal with another header": (forbidden_with_another_header, PEOPLE, "headers"),
    "a page that writes": (write_while_reading, JOURNAL, "auditor: GET /{lang}/journal/ (there"),
    "a verb too many": (verb_too_many, ABOUT, "DELETE"),
}


@pytest.mark.parametrize("defect", PLANTED)
def test_the_matrix_finds_a_planted_defect(
    defect: str, visitors: dict[str, Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant, address, telling = PLANTED[defect]
    assert found(address, visitors) == []
    with monkeypatch.context() as planted:
        plant(planted)
        faults = found(address, visitors)
    assert [fault for fault in faults if telling in fault], faults


# ── in what is told ───────────────────────────────────────────────────────────────────────────────


def test_a_file_that_holds_too_much_is_found(official: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export without its filter: every row of another table comes with it."""
    world = World()
    requests = [each for each in fetched(world, [STATES], ["en"]) if each.visitor in WHO]
    assert [fault for asked in requests for fault in world.search(asked)] == []
    written = to_csv

    def too_much(head: Any, rows: Any) -> bytes:
        return written(head, [*rows, *User.objects.values_list("email")])

    monkeypatch.setattr(files, "to_csv", too_much)
    faults = [fault for asked in requests for fault in world.search(asked)]
    told = {fault.partition(":")[0] for fault in faults if fault.endswith("actors.User.email")}
    assert told == set(WHO) - {"administrator", "auditor"}


# ── in forged requests ────────────────────────────────────────────────────────────────────────────


def test_a_form_that_proves_nothing_is_found(
    visitors: dict[str, Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage()
    cell = next(each for each in forging.open_to() if each.address == ACCOUNT)
    visitor = visitors[cell.visitor]
    assert [forging.fault(cell, visitor, stage, name) for name in forging.FORGERIES] == [None] * len(
        forging.FORGERIES
    )
    monkeypatch.setattr(view("/en/account/"), "csrf_exempt", True, raising=False)
    assert None not in [forging.fault(cell, visitor, stage, name) for name in forging.FORGERIES]
