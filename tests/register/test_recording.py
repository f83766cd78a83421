"""Acts that people record: what is refused, what it changes, what the journal keeps."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection

from palermo.actors.models import State
from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Denied, Invalid, Missing, Problem
from palermo.core.treaty import Status
from palermo.core.treaty.given import ActRow
from palermo.journal.models import Entry
from palermo.kit.incoming import staging
from palermo.kit.models import Change, Upload, changed
from palermo.register import queries, services
from palermo.register.models import Act
from palermo.register.queries.effects import effects
from palermo.register.queries.proposals import Proposal, conducts, judged
from palermo.texts.models import Instrument
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOW.date()


def row(participant: str = "XAA", **values: Any) -> ActRow:
    """An act to the Protocol, the shortest that can be recorded."""
    given: dict[str, Any] = {
        "line": 0,
        "is_organization": False,
        "instrument": "tip-protocol",
        "kind": "accession",
        "date": date(2026, 11, 1),
        "source": "invented for a test",
        "confidence": "sourced",
    }
    return ActRow(participant=participant, **(given | values))


@pytest.fixture
def known(xa: State) -> State:
    """The invented State, which the register has read."""
    changed("palermo.actors")
    return xa


def test_it_works(secretary: Actor, stranger: Actor, known: State) -> None:
    before = len(queries.position(stranger, "tip-protocol", TODAY).parties)
    act = services.record_act(row(), by=secretary, at=NOW)
    assert act.key == "tip-protocol:XAA:accession:2026-11-01"
    place = queries.position(stranger, "tip-protocol", TODAY)
    assert place.standings["XAA"].status is Status.PARTY
    assert len(place.parties) == before + 1
    assert queries.recorded(stranger)[0].act.key == act.key


def test_it_is_known_from_the_day_on_which_it_is_recorded(
    secretary: Actor, stranger: Actor, known: State
) -> None:
    services.record_act(row(date=date(2025, 1, 1)), by=secretary, at=NOW)

    def status(known: date) -> Status:
        return queries.position(stranger, "tip-protocol", TODAY, known).standings["XAA"].status

    assert status(TODAY) is Status.PARTY
    assert status(date(2026, 11, 23)) is not Status.PARTY


def test_the_journal_says_who_did_what(secretary: Actor, xa: State) -> None:
    act = services.record_act(row(), by=secretary, at=NOW)
    entry = Entry.objects.get(subject=f"register.act/{act.key}")
    assert (entry.act, entry.key, entry.capacity, entry.at) == (
        "register.act_recorded",
        "secretary",
        "secretariat",
        NOW,
    )
    assert entry.values["date"] == "2026-11-01"
    assert entry.values["source"] == "invented for a test"


def test_the_changes_of_the_records_name_it(secretary: Actor, xa: State) -> None:
    act = services.record_act(row(), by=secretary, at=NOW)
    last = Change.objects.latest("pk")
    assert (last.subject, last.added) == ("palermo.register/acts.csv", [act.key])


@pytest.mark.parametrize("who", ["stranger", "focal_point", "auditor", "administrator"])
def test_nobody_but_the_secretariat_records(request: pytest.FixtureRequest, who: str, xa: State) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(Denied):
        services.record_act(row(), by=by, at=NOW)
    with pytest.raises(Denied):
        services.import_acts([row()], factories.upload(), by=by, at=NOW)
    with pytest.raises(Denied):
        judged(by, Proposal((row(),)), TODAY)
    with pytest.raises(Denied):
        effects(by, Proposal((row(),)), TODAY)
    assert not Act.objects.filter(state="XAA").exists()


REFUSED: list[tuple[dict[str, Any], type[Problem], str]] = [
    ({"date": date(2026, 11, 25)}, Conflict, "act.future"),
    ({"date": date(2000, 11, 14)}, Conflict, "act.before_instrument"),
    ({"kind": "signature", "date": date(2003, 1, 1)}, Conflict, "act.after_closing"),
    ({"kind": "withdrawal"}, Conflict, "act.not_bound"),
    ({"instrument": "uncac"}, Missing, "register.missing"),
    ({"instrument": "x"}, Missing, "register.missing"),
    ({"participant": "XZZ"}, Invalid, "participant.unknown"),
    ({"source": " "}, Invalid, "act.no_source"),
    ({"participant": "SCG", "date": date(2003, 1, 1)}, Conflict, "act.continued"),
    ({"participant": "MNE", "date": date(2006, 6, 2)}, Conflict, "act.before_existence"),
    ({"participant": "JPN"}, Conflict, "act.bound_twice"),
    ({"participant": "JPN", "kind": "signature", "date": date(2001, 1, 1)}, Conflict, "act.signed_twice"),
    (
        {"participant": "EUE", "is_organization": True, "kind": "approval"},
        Conflict,
        "act.bound_twice",
    ),
]


@pytest.mark.parametrize(("values", "kind", "code"), REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_written(
    secretary: Actor, xa: State, values: dict[str, Any], kind: type[Problem], code: str
) -> None:
    before = (Act.objects.count(), Entry.objects.count(), Change.objects.count())
    with pytest.raises(kind) as refused:
        services.record_act(row(**values), by=secretary, at=NOW)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")
    assert (Act.objects.count(), Entry.objects.count(), Change.objects.count()) == before


def test_the_last_day_for_signature_is_that_of_the_instrument(secretary: Actor, xa: State) -> None:
    late = row(kind="signature", date=date(2003, 5, 1))
    with pytest.raises(Problem) as refused:
        services.record_act(late, by=secretary, at=NOW)
    assert refused.value.code == "act.after_closing"
    Instrument.objects.filter(key="tip-protocol").update(signature_until=date(2003, 6, 1))
    assert services.record_act(late, by=secretary, at=NOW).kind == "signature"


def test_the_protocol_without_the_convention_is_recorded_with_a_caution(secretary: Actor, xa: State) -> None:
    [caution] = judged(secretary, Proposal((row(),)), TODAY)
    assert (caution.code, caution.refused) == ("act.convention_unknown", False)
    services.record_act(row(), by=secretary, at=NOW)
    services.record_act(row(instrument="untoc", date=date(2014, 1, 1)), by=secretary, at=NOW)
    assert judged(secretary, Proposal((row("XAA", instrument="firearms-protocol"),)), TODAY) == []


def test_a_key_that_is_taken_gets_a_number(secretary: Actor, xa: State) -> None:
    first = services.record_act(row(), by=secretary, at=NOW)
    services.withdraw_act(first.key, seen=1, why="Not so", by=secretary, at=NOW)
    second = services.record_act(row(), by=secretary, at=NOW)
    services.withdraw_act(second.key, seen=1, why="Not so", by=secretary, at=NOW)
    third = services.record_act(row(), by=secretary, at=NOW)
    assert [second.key, third.key] == [f"{first.key}.2", f"{first.key}.3"]


def test_a_journal_that_cannot_be_written_undoes_the_act(
    secretary: Actor, xa: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(entry: Entry) -> None:
        raise DatabaseError

    monkeypatch.setattr("palermo.journal.services.append", broken)
    with pytest.raises(Problem) as refused:
        services.record_act(row(), by=secretary, at=NOW)
    assert refused.value.status == 503
    assert not Act.objects.filter(state="XAA").exists()


def test_no_act_that_we_ship_contradicts_another(counted: Callable[[str], None]) -> None:
    """The rules, held against every act on record."""
    codes = sorted({act.state_id or act.organization_id or "" for act in Act.objects.all()})
    said = [each for conduct in conducts(codes).values() for each in treaty.remarks(conduct, TODAY)]
    assert [str(each) for each in said if each.refused] == []
    doubts = [each for each in said if each.code not in {"act.within_record", "act.convention_unknown"}]
    counted(f"{Act.objects.count()} acts of {len(codes)} participants: 0 refused, {len(doubts)} cautions")
    assert [each.code for each in doubts] == ["act.not_signed"] * 2


# ── the effect, before it is saved ────────────────────────────────────────────────────────────────


def test_the_effect_that_is_shown_is_the_one_that_comes(
    secretary: Actor, stranger: Actor, known: State
) -> None:
    proposal = Proposal((row(date=date(2010, 3, 1)),))
    told = {each.instrument: each for each in effects(secretary, proposal, TODAY).told()}
    assert set(told) == {"untoc", "tip-protocol"}  # a party to the Protocol must be one to the Convention
    shown = told["tip-protocol"]
    assert shown.bound_from == date(2010, 3, 31)
    assert shown.whole.in_force == (date(2003, 12, 25), date(2003, 12, 25))
    days = [each.day for each in shown.moments]
    assert days[:2] == [date(2010, 3, 1), date(2010, 3, 31)]
    before = {day: queries.position(stranger, "tip-protocol", day).standings["XAA"] for day in days}
    services.record_act(proposal.put[0], by=secretary, at=NOW)
    for moment in shown.moments:
        after = queries.position(stranger, "tip-protocol", moment.day).standings["XAA"]
        assert moment.before == before[moment.day]
        assert moment.after
        assert (moment.after.status, moment.after.in_force_from) == (after.status, after.in_force_from)
    parties = len(queries.position(stranger, "tip-protocol", TODAY).parties)
    assert shown.whole.parties == (parties - 1, parties)


def test_showing_an_effect_changes_nothing(secretary: Actor, stranger: Actor, known: State) -> None:
    before = queries.position(stranger, "tip-protocol", TODAY)
    with connection.execute_wrapper(only_reading):
        effects(secretary, Proposal((row(),)), TODAY).told()
    assert queries.position(stranger, "tip-protocol", TODAY).reading is before.reading


def only_reading(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    assert sql.startswith("SELECT"), sql
    return execute(sql, *rest)


def test_a_withdrawal_is_shown_when_it_is_given_and_when_it_takes_effect(
    secretary: Actor, known: State
) -> None:
    services.record_act(row(instrument="untoc", date=date(2010, 1, 1)), by=secretary, at=NOW)
    services.record_act(row(date=date(2010, 1, 1)), by=secretary, at=NOW)
    leaves = Proposal((row(instrument="untoc", kind="withdrawal", date=date(2020, 5, 5)),))
    told = {each.instrument: each for each in effects(secretary, leaves, TODAY).told()}
    for each in told.values():
        statuses = {m.day: m.after.status for m in each.moments if m.after}
        assert statuses[date(2021, 5, 5)] is Status.WITHDRAWN  # the Protocol ends with the Convention
    assert [m.day for m in told["untoc"].moments][:2] == [date(2020, 5, 5), date(2021, 5, 5)]


def test_the_deposit_that_brings_an_instrument_into_force_shows_whom_it_binds(
    secretary: Actor, xa: State, xb: State
) -> None:
    treaty = factories.instrument(adopted=date(2020, 1, 1))  # enters into force by two deposits
    factories.act(instrument=treaty, state=xb, date=date(2021, 1, 1))
    for room in ("actors", "texts", "register"):
        changed(f"palermo.{room}")
    second = Proposal((row(instrument=treaty.key, date=date(2021, 6, 1)),))
    [shown] = effects(secretary, second, TODAY).told()
    assert shown.whole == (treaty.key, (1, 2), (None, date(2021, 8, 30)), 1)
    assert shown.bound_from == date(2021, 8, 30)


# ── from a file ───────────────────────────────────────────────────────────────────────────────────


def uploaded(by: Actor) -> Upload:
    return staging.keep("palermo.register.importers.acts", "acts.csv", b"invented", by=by, at=NOW)


def test_a_file_is_recorded_whole_with_one_entry(secretary: Actor, xa: State, xb: State) -> None:
    rows = [
        row("XAA", line=2, instrument="untoc"),
        row("XAA", line=3),
        row("XBB", line=4, kind="signature", date=date(2001, 5, 5)),
    ]
    held = uploaded(secretary)
    acts = services.import_acts(rows, held, by=secretary, at=NOW)
    assert [act.as_of for act in acts] == [TODAY, TODAY, TODAY]
    entry = Entry.objects.get(act="register.acts_imported")
    assert (entry.values["rows"], entry.values["digest"]) == (3, held.digest)
    assert entry.values["file"] == "acts.csv"
    assert Change.objects.latest("pk").added == sorted(act.key for act in acts)
    with pytest.raises(Conflict, match="saved already"):
        services.import_acts([row("XBB", line=2)], held, by=secretary, at=NOW)


def test_a_file_with_one_contradiction_records_nothing(secretary: Actor, xa: State, xb: State) -> None:
    held = uploaded(secretary)
    for rows in (
        [row("XBB", line=2), row("XAA", line=3), row("XAA", line=4, date=date(2026, 11, 2))],  # each other
        [row("XBB", line=2), row("JPN", line=3)],  # the record
        [row("XBB", line=2), row("XBB", line=3)],
        [],
    ):
        with pytest.raises(Problem):
            services.import_acts(rows, held, by=secretary, at=NOW)
        assert not Act.objects.filter(state__in=["XAA", "XBB"]).exists()
        held.refresh_from_db()
        assert held.saved_at is None


def test_the_order_of_the_rows_of_a_file_does_not_matter(secretary: Actor, xa: State) -> None:
    rows = [
        row(line=2, date=date(2015, 1, 1)),
        row(line=3, kind="withdrawal", date=date(2010, 1, 1)),
        row(line=4, date=date(2005, 1, 1)),
    ]
    assert len(services.import_acts(rows, uploaded(secretary), by=secretary, at=NOW)) == 3
