"""What the records say of each paragraph of Decision 4/4, on days that matter."""

from datetime import date

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from palermo.core.actor import PUBLIC
from palermo.core.errors import Missing
from palermo.kit.models import changed
from palermo.meetings.models import Outcome, Session, Topic
from palermo.oversight.evidence import RULES, Evidence, Row, evidence
from palermo.oversight.evidence.findings import Asked, Status, shown
from palermo.oversight.evidence.rules import Rule
from palermo.register.models import Act
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")
LABELS = [*"abcdefghijklmno", "o.i", "o.ii", "o.iii", "o.iv", *"pqrst"]
MARKS = {"M": "met", "W": "under_way", "N": "not_met", "C": "continuing", "?": "unknown"}
# A letter a paragraph, in the order of LABELS, on the days when something changes.
TABLE = {
    "2008-10-15": "???????????????????" + "?????",
    "2008-10-17": "MM?CCC???????W?" + "????" + "W???W",
    "2008-12-31": "MM?CCC???????W?" + "????" + "W???W",
    "2009-06-01": "MM?CCC???????MC" + "?CC?" + "W???W",
    "2010-10-18": "MM?CCC???????MC" + "CCC?" + "W?W?W",
    "2010-10-20": "MM?CCC???????MC" + "CCC?" + "M?W?W",  # a meeting during the session, which has not closed
    "2010-10-22": "MM?CCC???????MC" + "CCC?" + "M?W?W",
    "2012-10-15": "MM?CCC???????MC" + "CC??" + "M?W?W",
    "2012-10-19": "MM?CCC???????MC" + "CC??" + "M?W?M",
    "2024-04-20": "MM?CCC???????MC" + "C???" + "M???M",
    "2026-11-24": "MM?CCC???????MC" + "C???" + "M???M",
}


def rows(on: str | date) -> dict[str, Row]:
    day = on if isinstance(on, date) else date.fromisoformat(on)
    return {row.label: row for row in evidence(PUBLIC, "4-4", day)}


def statuses(on: str | date) -> str:
    codes = {status: mark for mark, status in MARKS.items()}
    return "".join(codes[row.status] for row in rows(on).values())


def test_it_works() -> None:
    found = rows("2012-10-19")
    assert list(found) == LABELS
    assert "Resolution 6/1" in found["t"].evidence.sentence
    assert [record.url for record in found["t"].evidence.records] == ["/en/outcomes/resolution-6-1/"]


@pytest.mark.parametrize(("on", "expected"), TABLE.items())
def test_statuses_on_days_that_matter(on: str, expected: str) -> None:
    assert dict(zip(LABELS, statuses(on), strict=True)) == dict(zip(LABELS, expected, strict=True))


def test_before_the_adoption_nothing_is_asked_yet() -> None:
    for row in rows("2008-10-16").values():
        assert (row.status, row.evidence.sentence) == ("unknown", "Not yet adopted on that day.")
        assert not row.evidence.records
        assert row.rule


def test_unknown_says_that_nothing_is_recorded_and_what_would_make_it_known() -> None:
    for label in "cghijklmqs":
        found = rows("2020-01-01")[label].evidence
        assert found.sentences[0] == "Unknown: nothing recorded."
        assert found.sentence.endswith("would make it known.")
        assert found.confidence is None


def test_what_lies_too_far_back_is_unknown_and_names_the_last_record() -> None:
    found = rows("2026-11-24")["o.ii"].evidence
    assert found.status is Status.UNKNOWN
    assert "meeting 10" in found.sentence
    assert [record.args["key"] for record in found.records] == ["wg-tip-10"]


def test_every_paragraph_has_a_rule_of_its_own() -> None:
    assert len(RULES) >= 24
    assert not [row.label for row in rows("2020-01-01").values() if "No rule" in row.rule]


def test_figures_of_joining_are_those_of_the_register() -> None:
    found = rows("2024-04-20")["f"].evidence
    assert "58 consents" in found.sentence
    assert "Parties on record: 182" in found.sentence
    assert "signatories still to join: 2" in found.sentence
    assert found.share is not None
    assert (found.share.before, found.share.since) == (124, 58)
    assert found.confidence == "unverified"
    assert "14 rest partly or wholly on memory" in found.note
    assert found.records[0].query == {"on": "2024-04-20"}


def test_after_the_end_of_the_record_later_acts_may_be_missing() -> None:
    assert "later acts may be missing" not in rows("2024-04-20")["d"].evidence.sentence
    assert "complete to 20 April 2024" in rows("2024-04-21")["d"].evidence.sentence


def test_a_recollection_says_so() -> None:
    assert rows("2009-06-01")["o.ii"].evidence.confidence == "recollection"
    assert rows("2010-10-22")["p"].evidence.confidence == "sourced"
    assert "title" in rows("2012-10-19")["t"].evidence.note


def test_another_decision_is_judged_by_act_and_provision() -> None:
    asked = factories.paragraph(key="x/1", label="1", act="invites", provisions="tip-protocol/9/5")
    changed("palermo.mandates")
    found = evidence(PUBLIC, asked.deliberation_id, date(2020, 1, 1))
    assert [row.rule for row in found] == [rows("2020-01-01")["i"].rule]


def test_a_rule_of_another_room_is_given_who_asks_what_and_for_which_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A later room adds a line to the table; the rule asks that room itself."""
    seen: list[Asked] = []

    def find(asked: Asked) -> Evidence:
        seen.append(asked)
        return shown(Status.MET, ["It is done."], [])

    monkeypatch.setitem(RULES, "invites tip-protocol/9/5", Rule(gettext_lazy("Met."), find))
    found = rows("2020-01-01")["i"]
    assert (found.status, found.evidence.sentence, found.rule) == ("met", "It is done.", "Met.")
    [asked] = seen
    assert (asked.actor, asked.paragraph.label, asked.provision) == (PUBLIC, "i", "tip-protocol/9/5")
    assert asked.on == date(2020, 1, 1)


def test_papers_of_some_meetings_are_a_beginning() -> None:
    found = rows("2012-10-19")["r"].evidence
    assert (
        "Meetings of the group in the 30 months before this day: 2; with a background paper on record: 1"
        in (found.sentence)
    )
    assert {record.args["key"] for record in found.records} == {"wg-tip-3"}


def test_a_meeting_whose_days_are_not_on_record_is_named_and_not_counted() -> None:
    found = rows("2026-11-24")["o"].evidence
    assert found.sentences[0].startswith("Meetings of the group in the 30 months before this day: 1,")
    assert "Not counted, because its days are not on record: meeting 15 (2025)." in found.sentence
    assert "meeting 15" not in rows("2024-12-31")["o"].evidence.sentence


def test_an_answer_is_no_surer_than_the_day_of_the_decision() -> None:
    """No source gives that day: it is derived from the close of the session."""
    assert rows("2009-06-01")["n"].evidence.confidence == "derived"
    assert rows("2008-12-31")["f"].evidence.confidence == "derived"


def test_on_the_day_of_the_close_the_day_of_the_report_is_not_claimed() -> None:
    assert "the day of the report is not" in rows("2008-10-17")["a"].evidence.sentence


def test_an_unknown_decision_is_missing() -> None:
    with pytest.raises(Missing):
        evidence(PUBLIC, "9-9", date(2020, 1, 1))


# ── not met: only on positive evidence ────────────────────────────────────────────────────────────


def forget(*sessions: str) -> None:
    Topic.objects.filter(session__in=sessions).delete()
    Session.objects.filter(key__in=sessions).delete()
    changed("palermo.meetings")


def test_a_meeting_that_is_not_on_record_is_not_a_meeting_that_was_not_held() -> None:
    forget("wg-tip-3")
    assert rows("2010-10-22")["p"].status == "unknown"
    assert rows("2012-01-01")["p"].status == "unknown", "meeting 4 leaves room for a third"


def test_consecutive_numbers_exclude_a_meeting() -> None:
    forget("wg-tip-3")
    Session.objects.filter(key="wg-tip-4").update(number=3)
    changed("palermo.meetings")
    found = rows("2012-01-01")["p"]
    assert found.status == "not_met"
    assert "no other" in found.evidence.sentence


def test_a_session_without_outcomes_on_record_shows_nothing() -> None:
    Outcome.objects.filter(session="cop-6").delete()
    changed("palermo.meetings")
    assert rows("2013-01-01")["t"].status == "unknown"


@pytest.mark.parametrize(
    ("effect", "uncertain", "expected"),
    [("none", "", "not_met"), ("none", "group_effect", "unknown"), ("none_known", "", "unknown")],
)
def test_outcomes_that_surely_do_not_touch_the_group(effect: str, uncertain: str, expected: str) -> None:
    Outcome.objects.filter(session="cop-6").update(group_effect=effect, uncertain_fields=uncertain)
    changed("palermo.meetings")
    assert rows("2012-10-15")["t"].status == "under_way"
    assert rows("2013-01-01")["t"].status == expected


def test_a_session_without_days_does_not_count() -> None:
    Session.objects.filter(body="wg-tip").update(start=None, end=None)
    changed("palermo.meetings")
    found = rows("2020-01-01")
    assert (found["n"].status, found["o"].status) == ("under_way", "unknown")


# ── properties ────────────────────────────────────────────────────────────────────────────────────

SOME_DAY = st.dates(date(2008, 10, 17), date(2026, 11, 24))


def as_seen(on: date) -> list[tuple[str, str, str, list[str]]]:
    return [
        (row.label, row.status, row.evidence.sentence, [record.url for record in row.evidence.records])
        for row in evidence(PUBLIC, "4-4", on)
    ]


@hypothesis_settings(max_examples=12)
@given(on=SOME_DAY)
def test_later_records_never_change_an_earlier_answer(on: date) -> None:
    complete = as_seen(on)
    with transaction.atomic():
        Topic.objects.filter(session__start__gt=on).delete()
        Outcome.objects.filter(date__gt=on).delete()
        Outcome.objects.filter(date=None, session__end__gt=on).delete()
        Outcome.objects.filter(session__start__gt=on).update(session=None)
        Session.objects.filter(start__gt=on).exclude(deliberations__isnull=False).delete()
        Act.objects.filter(date__gt=on).delete()
        for room in ("palermo.meetings", "palermo.register"):
            changed(room)
        assert as_seen(on) == complete
        transaction.set_rollback(True)


@hypothesis_settings(max_examples=60)
@given(on=st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_day_has_24_rows_and_unknown_is_never_no(on: date) -> None:
    found = evidence(PUBLIC, "4-4", on)
    assert [row.label for row in found] == LABELS
    for row in found:
        assert row.status in MARKS.values()
        assert row.status != "not_met"
        assert bool(row.evidence.records) or row.status in ("unknown", "under_way")
        assert (row.evidence.confidence is None) == (not row.evidence.records)
