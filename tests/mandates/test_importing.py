"""Decisions become records: planned from their text, kept whole, aligned with those that are held."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Denied, Problem
from palermo.journal.models import Entry
from palermo.mandates import queries
from palermo.mandates.importers.plans import File, Planner
from palermo.mandates.models import (
    Deliberation,
    LanguageVersion,
    Mandate,
    Paragraph,
    PrintedParagraph,
)
from palermo.mandates.services import Plan, keep_decision, remove_version
from tests import factories
from tests.conftest import SHARED
from tests.mandates.bridges import ARABIC, COUNCIL, ENGLISH, FRENCH, SEVERAL, SHORT

AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("facts")


def planned(by: Actor, text: str, name: str = "bridges.txt", **said: str) -> list[Plan]:
    return Planner(by).plan(File.made(text, text.encode(), name, **said))


def kept(by: Actor, text: str, **said: str) -> LanguageVersion:
    [plan] = planned(by, text, **said)
    return keep_decision(plan, by=by, at=AT)


def rows(key: str) -> dict[str, Paragraph]:
    return {each.label: each for each in Paragraph.objects.filter(deliberation=key)}


def addressed(row: Paragraph) -> list[tuple[str, str | None]]:
    return [(each.kind, each.state_id) for each in row.mandate.addressees.all()]


def test_it_works(secretary: Actor) -> None:
    version = kept(secretary, FRENCH)
    assert (version.deliberation_id, version.language) == ("decision-7-2", "fr")
    found = rows("decision-7-2")
    assert list(found) == ["pre.1", "a", "b", "b.i", "b.ii", "c"]
    assert [found[label].act for label in "abc"] == ["requests", "invites", "decides"]
    assert [found[label].addressee for label in "abc"] == ["secretariat", "states_parties", "none"]
    assert (found["a"].due, found["b.i"].parent) == (date(2031, 6, 30), "b")
    printed = PrintedParagraph.objects.get(paragraph=found["a"], language="fr")
    assert printed.words.startswith("A prié le Secrétariat de dresser")
    assert version.content[printed.start : printed.end].lstrip().startswith("a) A prié")


def test_what_was_kept_is_journalled_with_the_hash_of_its_file(secretary: Actor) -> None:
    version = kept(secretary, FRENCH)
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.act, entry.values["sha256"]) == ("mandates.decision_imported", version.digest)
    assert "ponts" not in str(entry.values)


def test_another_language_is_aligned_paragraph_by_paragraph(secretary: Actor) -> None:
    kept(secretary, FRENCH)
    version = kept(secretary, ARABIC)
    assert Deliberation.objects.filter(key__startswith="decision-7-2").count() == 1
    printed = queries.printed(PUBLIC, "decision-7-2")
    found = rows("decision-7-2")
    assert all({"fr", "ar"} == set(printed[row.pk]) for row in found.values())
    assert "قياس" in printed[found["b.i"].pk]["ar"].words
    assert "mesurer" in printed[found["b.i"].pk]["fr"].words
    assert version.deliberation.titles.in_("ar") == "الجسور المعلقة"


def test_a_text_with_fewer_paragraphs_is_not_taken_for_the_same(secretary: Actor) -> None:
    kept(secretary, FRENCH)
    [plan] = planned(secretary, SHORT)
    assert (plan.of, plan.key) == ("", "decision-7-2-2")


def test_what_stands_on_one_side_alone_is_a_doubt(secretary: Actor) -> None:
    kept(secretary, FRENCH)
    [plan] = planned(secretary, SHORT, of="decision-7-2")
    assert [(each.code, each.words) for each in plan.doubts] == [("alignment.lacks", "c")]
    assert keep_decision(plan, by=secretary, at=AT).paragraphs.count() == 5


def test_the_shipped_decision_gets_the_words_of_its_official_text(secretary: Actor) -> None:
    path = SHARED / "deliberations" / "ctoc-cop-decision-4-4.fr.txt"
    if not path.exists():
        pytest.skip("the shared data are not beside the project")
    version = kept(secretary, path.read_text("utf-8"))
    assert version.deliberation_id == "4-4"
    printed = queries.printed(PUBLIC, "4-4")
    assert set(printed) == {row.pk for row in rows("4-4").values()}
    assert rows("4-4")["f"].act == "urges"  # what is on record stays


def test_a_state_that_is_named_is_addressed(secretary: Actor) -> None:
    text = COUNCIL.replace("all parties to leave", "the Government of Japan and France to leave")
    version = kept(secretary, text)
    assert version.deliberation_id == "s-res-9901-2031"
    assert addressed(rows("s-res-9901-2031")["1"]) == [("state", "JPN"), ("state", "FRA")]


def test_a_period_runs_from_the_day_of_adoption(secretary: Actor) -> None:
    version = kept(secretary, COUNCIL)
    assert version.deliberation.adopted == date(2031, 5, 4)
    assert Mandate.objects.get(paragraph=rows(version.deliberation_id)["2"]).due == date(2031, 8, 4)


def test_articles_that_are_cited_are_pointed_to(secretary: Actor) -> None:
    cited = "article 32 of the United Nations Convention against Transnational Organized Crime"
    kept(secretary, ENGLISH.replace("To measure each bridge", f"To measure each bridge under {cited}"))
    assert rows("decision-7-2")["b"].provisions == "untoc/32"


def test_several_in_one_file_are_each_a_record(secretary: Actor) -> None:
    plans = planned(secretary, SEVERAL)
    assert [(plan.key, plan.number, plan.count) for plan in plans] == [
        ("s-res-9901-2031", 1, 2),
        ("s-res-9902-2031", 2, 2),
    ]
    assert "".join(plan.content for plan in plans) == SEVERAL
    for plan in plans:
        keep_decision(plan, by=secretary, at=AT)
    second = PrintedParagraph.objects.get(paragraph__key="s-res-9902-2031/1")
    assert "tunnels" in second.version.content[second.start : second.end]


@pytest.mark.parametrize(
    ("text", "said", "code"),
    [
        (SEVERAL, {"of": "4-4"}, "decision.several"),
        (ENGLISH, {"of": "no-such"}, "deliberation.missing"),
        ("\n \n", {}, "decision.nothing"),
    ],
    ids=["several", "unknown", "nothing"],
)
def test_what_cannot_be_is_refused(secretary: Actor, text: str, said: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as refused:
        kept(secretary, text, **said)
    assert refused.value.code == code
    assert not LanguageVersion.objects.exists()


def test_the_same_language_is_kept_once(secretary: Actor) -> None:
    kept(secretary, FRENCH)
    [plan] = planned(secretary, FRENCH, of="decision-7-2")
    with pytest.raises(Problem) as refused:
        keep_decision(plan, by=secretary, at=AT)
    assert refused.value.code == "version.held"


def test_nobody_else_may(focal_point: Actor, secretary: Actor) -> None:
    with pytest.raises(Denied):
        planned(focal_point, FRENCH)
    [plan] = planned(secretary, FRENCH)
    with pytest.raises(Denied):
        keep_decision(plan, by=focal_point, at=AT)


def test_the_last_text_takes_the_decision_with_it(secretary: Actor) -> None:
    first, second = kept(secretary, FRENCH), kept(secretary, ARABIC)
    told: dict[str, Any] = {"by": secretary, "at": AT, "why": "Wrong file"}
    assert remove_version("decision-7-2", "ar", seen=second.digest, **told) is False
    assert set(rows("decision-7-2")) == {"pre.1", "a", "b", "b.i", "b.ii", "c"}
    assert remove_version("decision-7-2", "fr", seen=first.digest, **told) is True
    assert not Deliberation.objects.filter(key="decision-7-2").exists()


def test_a_decision_on_which_something_stands_stays(secretary: Actor) -> None:
    version = kept(secretary, FRENCH)
    factories.follow_up(paragraph=rows("decision-7-2")["b"])
    with pytest.raises(Problem) as refused:
        remove_version("decision-7-2", "fr", by=secretary, at=AT, why="Wrong", seen=version.digest)
    assert refused.value.code == "decision.needed"
    assert LanguageVersion.objects.filter(deliberation="decision-7-2").exists()


def test_a_text_that_was_not_seen_is_not_taken_out(secretary: Actor) -> None:
    kept(secretary, FRENCH)
    with pytest.raises(Problem) as refused:
        remove_version("decision-7-2", "fr", by=secretary, at=AT, why="Wrong", seen="0" * 64)
    assert refused.value.code == "version.changed"
