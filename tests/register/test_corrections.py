"""Correcting and withdrawing acts: what was known before stays."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.core.treaty import Status
from palermo.journal.models import Entry
from palermo.kit.models import Change, ShippedTable, changed
from palermo.register import queries, services
from palermo.register.models import Act
from palermo.register.queries.proposals import Proposal, judged
from palermo.texts.models import Instrument
from tests import factories
from tests.register.reading import in_json
from tests.register.test_recording import NOW, TODAY, known, row

__all__ = ["known"]
pytestmark = pytest.mark.usefixtures("facts")
LEARNT = date(2020, 2, 2)
RIGHT = date(2019, 5, 1)


@pytest.fixture
def wrong(known: State) -> Act:
    """An act of the invented State, known since 2020, with a wrong date."""
    protocol = Instrument.objects.get(pk="tip-protocol")
    act = factories.act(
        instrument=protocol, state=known, kind="accession", date=date(2018, 5, 1), as_of=LEARNT
    )
    changed("palermo.register")
    return act


def standing(actor: Actor, on: date, known: date | None = None) -> Any:
    return queries.position(actor, "tip-protocol", on, known).standings["XAA"]


def corrected(wrong: Act, by: Actor, at: datetime = NOW, **values: Any) -> Act:
    given = row(**({"date": RIGHT} | values))
    return services.correct_act(wrong.key, given, seen=wrong.version, why="A wrong year", by=by, at=at)


def test_it_works(secretary: Actor, stranger: Actor, wrong: Act) -> None:
    new = corrected(wrong, secretary)
    assert standing(stranger, TODAY).consent.date == RIGHT
    assert standing(stranger, TODAY, known=TODAY).consent.date == RIGHT
    assert standing(stranger, TODAY, known=date(2026, 11, 23)).consent.date == date(2018, 5, 1)
    wrong.refresh_from_db()
    assert (wrong.known_until, wrong.replaced_by, wrong.reason) == (TODAY, new, "A wrong year")
    assert (new.key, new.as_of, new.version) == ("tip-protocol:XAA:accession:2019-05-01", TODAY, 1)


def test_before_either_was_known_neither_is(secretary: Actor, stranger: Actor, wrong: Act) -> None:
    corrected(wrong, secretary)
    assert standing(stranger, TODAY, known=LEARNT - timedelta(days=1)).consent is None
    assert standing(stranger, TODAY, known=LEARNT).consent.key == wrong.key


def test_what_is_recorded_and_corrected_on_one_day_was_never_known(
    secretary: Actor, stranger: Actor, known: State
) -> None:
    first = services.record_act(row(), by=secretary, at=NOW)
    second = corrected(first, secretary, at=NOW.replace(hour=13), date=date(2026, 11, 2))
    assert standing(stranger, TODAY, known=TODAY).consent.key == second.key
    assert standing(stranger, TODAY, known=TODAY - timedelta(days=1)).consent is None
    first.refresh_from_db()
    assert first.as_of == first.known_until == TODAY


def test_a_correction_can_itself_be_corrected(secretary: Actor, stranger: Actor, wrong: Act) -> None:
    second = corrected(wrong, secretary)
    later = datetime(2027, 1, 1, tzinfo=UTC)
    third = services.correct_act(
        second.key, row(date=wrong.date), seen=1, why="It was right", by=secretary, at=later
    )
    assert third.key == f"{wrong.key}.2"
    days = [LEARNT, TODAY, later.date()]
    assert [standing(stranger, later.date(), day).consent.key for day in days] == [
        wrong.key,
        second.key,
        third.key,
    ]


def test_a_withdrawn_act_counts_no_longer_and_stays_as_what_was_known(
    secretary: Actor, stranger: Actor, wrong: Act
) -> None:
    before = len(queries.position(stranger, "tip-protocol", TODAY).parties)
    services.withdraw_act(wrong.key, seen=1, why="Another State did it", by=secretary, at=NOW)
    place = queries.position(stranger, "tip-protocol", TODAY)
    assert place.standings["XAA"].status is Status.UNKNOWN
    assert len(place.parties) == before - 1
    assert standing(stranger, TODAY, known=date(2026, 11, 23)).status is Status.PARTY
    assert Act.objects.filter(key=wrong.key).exists()


def test_an_act_recorded_under_the_wrong_state_moves(
    secretary: Actor, stranger: Actor, wrong: Act, xb: State
) -> None:
    changed("palermo.actors")
    corrected(wrong, secretary, participant="XBB")
    place = queries.position(stranger, "tip-protocol", TODAY)
    assert place.standings["XAA"].consent is None
    assert place.standings["XBB"].consent


def test_every_list_agrees_on_what_is_held_true(
    client: Client, secretary: Actor, stranger: Actor, wrong: Act
) -> None:
    new = corrected(wrong, secretary)
    there, gone = new.key, wrong.key
    assert {each.act.key for each in queries.recorded(stranger)} & {there, gone} == {there}
    assert [act.key for act in queries.acts_of(stranger, "XAA")] == [there]
    assert gone not in {act.key for act in queries.joined_last(stranger, "tip-protocol", TODAY, 999)}
    listed = in_json(client, "/en/register/acts/export.json?participant=XAA")
    assert [each["key"] for each in listed] == [there]
    answered = client.get("/api/v1/acts?participant=XAA").json()
    assert [each["key"] for each in answered["items"]] == [there]
    page = client.get("/en/states/XAA/").content.decode()
    assert f'id="{there}"' in page
    assert f'id="{gone}"' not in page
    rows = in_json(client, f"/en/register/tip-protocol/export.json?on={TODAY}&q=XAA")
    assert rows[0]["deposited"] == RIGHT.isoformat()
    rows = in_json(client, f"/en/register/tip-protocol/export.json?on={TODAY}&known=2026-11-23&q=XAA")
    assert rows[0]["deposited"] == "2018-05-01"
    compared = in_json(client, "/en/register/tip-protocol/compare/export.json?from=2019-04-30&to=2019-05-01")
    assert [each["change"] for each in compared if each["code"] == "XAA"] == ["Joined"]


def test_the_journal_keeps_before_and_after_and_why(secretary: Actor, wrong: Act) -> None:
    new = corrected(wrong, secretary)
    entry = Entry.objects.get(subject=f"register.act/{wrong.key}")
    assert (entry.act, entry.why) == ("register.act_corrected", "A wrong year")
    assert (entry.values["before"]["date"], entry.values["after"]["date"]) == ("2018-05-01", "2019-05-01")
    assert entry.values["after"]["key"] == new.key
    last = Change.objects.latest("pk")
    assert (last.added, last.changed, last.removed) == ([new.key], [], [wrong.key])
    services.withdraw_act(new.key, seen=1, why="Nor that", by=secretary, at=NOW)
    assert Entry.objects.get(subject=f"register.act/{new.key}").act == "register.act_withdrawn"


def test_whoever_saves_second_is_told_so(secretary: Actor, wrong: Act) -> None:
    services.correct_act(wrong.key, row(date=RIGHT), seen=1, why="First", by=secretary, at=NOW)
    with pytest.raises(Conflict) as refused:
        corrected(wrong, secretary, date=date(2019, 6, 1))
    assert refused.value.code == "act.gone"
    with pytest.raises(Conflict) as refused:
        services.withdraw_act(wrong.key, seen=1, why="Second", by=secretary, at=NOW)
    assert refused.value.code == "act.gone"
    with pytest.raises(Conflict) as refused:
        services.withdraw_act("tip-protocol:XAA:accession:2019-05-01", seen=7, why="x", by=secretary, at=NOW)
    assert refused.value.code == "version.stale"


def test_a_correction_is_refused_that_says_nothing_new_or_not_why(secretary: Actor, wrong: Act) -> None:
    same: dict[str, Any] = {"date": wrong.date, "source": wrong.source, "confidence": wrong.confidence}
    with pytest.raises(Invalid, match="Nothing differs"):
        corrected(wrong, secretary, **same)
    for why in ("", " \n"):
        with pytest.raises(Invalid, match="Give the reason"):
            services.correct_act(wrong.key, row(), seen=1, why=why, by=secretary, at=NOW)
        with pytest.raises(Invalid, match="Give the reason"):
            services.withdraw_act(wrong.key, seen=1, why=why, by=secretary, at=NOW)
    with pytest.raises(Missing):
        services.withdraw_act("nothing", seen=1, why="x", by=secretary, at=NOW)
    wrong.refresh_from_db()
    assert wrong.known_until is None
    assert Act.objects.filter(state="XAA").count() == 1


def test_an_act_on_which_another_rests_is_not_withdrawn_before_that_one(secretary: Actor, wrong: Act) -> None:
    leaves = services.record_act(row(kind="withdrawal", date=date(2021, 1, 1)), by=secretary, at=NOW)
    with pytest.raises(Conflict, match="was not bound"):
        services.withdraw_act(wrong.key, seen=1, why="x", by=secretary, at=NOW)
    with pytest.raises(Conflict, match="was not bound"):
        corrected(wrong, secretary, date=date(2022, 1, 1))
    services.withdraw_act(leaves.key, seen=1, why="x", by=secretary, at=NOW)
    services.withdraw_act(wrong.key, seen=1, why="x", by=secretary, at=NOW)


def test_a_record_did_not_lack_an_act_that_is_corrected(secretary: Actor, wrong: Act) -> None:
    given = row(date=RIGHT)
    assert "act.within_record" in [each.code for each in judged(secretary, Proposal((given,)), TODAY)]
    found = judged(secretary, Proposal((given,), (wrong,)), TODAY)
    assert [each.code for each in found] == ["act.convention_unknown"]


def test_only_its_source_may_be_wrong(secretary: Actor, stranger: Actor, wrong: Act) -> None:
    new = corrected(wrong, secretary, date=wrong.date, source="The depositary", confidence="derived")
    assert new.key == f"{wrong.key}.2"
    assert queries.sources(stranger)[new.key] == "The depositary"
    assert standing(stranger, TODAY).confidence == "derived"


@pytest.mark.parametrize("who", ["stranger", "focal_point", "auditor", "administrator"])
def test_nobody_but_the_secretariat_corrects(request: pytest.FixtureRequest, who: str, wrong: Act) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(Denied):
        corrected(wrong, by)
    with pytest.raises(Denied):
        services.withdraw_act(wrong.key, seen=1, why="x", by=by, at=NOW)


def test_a_release_that_ships_the_wrong_act_still_does_not_bring_it_back(
    administrator: Actor, secretary: Actor, stranger: Actor
) -> None:
    shipped = Act.objects.get(key="tip-protocol:JPN:acceptance:2017-07-11")
    right = row("JPN", kind="acceptance", date=date(2017, 7, 12))
    new = services.correct_act(shipped.key, right, seen=shipped.version, why="x", by=secretary, at=NOW)
    ShippedTable.objects.filter(name="palermo.register/acts.csv").update(digest="")  # as of another release
    assert services.load_facts(by=administrator, at=NOW) == ["palermo.register/acts.csv"]
    shipped.refresh_from_db()
    assert shipped.known_until == TODAY
    assert queries.position(stranger, "tip-protocol", TODAY).standings["JPN"].consent.key == new.key  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "values",
    [
        {"known_until": TODAY},  # without a reason
        {"reason": "x"},  # without a day
        {"known_until": LEARNT - timedelta(days=1), "reason": "x"},
    ],
)
def test_the_database_takes_no_end_without_a_reason(wrong: Act, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.filter(pk=wrong.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.filter(pk=wrong.pk).update(known_until=TODAY, reason="x", replaced_by=wrong.pk)
