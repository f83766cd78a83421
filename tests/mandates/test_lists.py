"""Lists of what is asked, and of decisions: what stands in them, in which order, and as files."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from lxml import html

from palermo.core.actor import PUBLIC, Role
from palermo.mandates import queries
from palermo.mandates.models import Mandate
from palermo.mandates.queries.mandates import Wanted
from palermo.mandates.queries.rows import in_order
from tests import factories
from tests.kit.walks import exported

pytestmark = pytest.mark.usefixtures("facts")
ON = date(2020, 6, 1)


def found(on: date = ON, **wanted: Any) -> list[str]:
    rows = queries.mandates(PUBLIC, Wanted(**wanted), on)
    return [each.paragraph.key for each in in_order(rows, "adopted")[0:100]]


@pytest.fixture
def lamps() -> list[Mandate]:
    """An invented decision: (a) late, (b) still to come, (c) said to be done, (d) without a day."""
    decision = factories.deliberation(
        "x-1", symbol="Decision X/1", adopted=date(2019, 3, 1), year=2019, imported=True
    )
    days = {"a": date(2020, 1, 1), "b": date(2021, 1, 1), "c": date(2020, 2, 1), "d": None}
    rows = []
    for order, (label, due) in enumerate(days.items(), 1):
        paragraph = factories.paragraph(
            deliberation=decision, key=f"x-1/{label}", label=label, order=order, act="urges", due=due
        )
        rows.append(
            factories.mandate(
                paragraph=paragraph,
                deliberation=decision,
                order=order,
                act="urges",
                adopted=decision.adopted,
                year=2019,
                due=due,
                progress="done" if label == "c" else "unknown",
            )
        )
    return rows


def test_it_works(page: Callable[..., str]) -> None:
    text = page("/en/mandates/")
    assert 'href="/en/decisions/4-4/paragraphs/f/"' in text
    assert "20 paragraphs" in text
    row = next(each for each in exported(Client(), "mandates/export.json") if each["key"] == "4-4/f")
    assert (row["act"], row["addressees"], row["adopted"]) == ("Urges", "States not yet party", "2008-10-17")


@pytest.mark.parametrize(
    ("wanted", "labels"),
    [
        ({"due": "late"}, ["a"]),
        ({"due": "to_come"}, ["b"]),
        ({"due": "dated"}, ["a", "b", "c"]),
        ({"due": "none"}, ["d"]),
        ({"until": date(2020, 1, 31)}, ["a"]),
        ({"since": date(2020, 2, 1), "until": date(2020, 12, 31)}, ["c"]),
        ({"progress": "done"}, ["c"]),
    ],
    ids=str,
)
def test_what_is_late_is_past_and_not_said_to_be_done(
    lamps: list[Mandate], wanted: dict[str, Any], labels: list[str]
) -> None:
    assert found(decision="x-1", **wanted) == [f"x-1/{label}" for label in labels]


def test_what_is_due_on_the_very_day_is_not_late(lamps: list[Mandate]) -> None:
    assert "x-1/a" not in found(on=date(2020, 1, 1), due="late")
    assert "x-1/a" in found(on=date(2020, 1, 2), due="late")


def test_each_addressee_of_several_finds_the_paragraph(lamps: list[Mandate]) -> None:
    factories.addressee(mandate=lamps[0], order=1, kind="states")
    factories.addressee(mandate=lamps[0], order=2, kind="state", state=factories.state())
    assert found(addressee="states", decision="x-1") == ["x-1/a"]
    assert found(state="XAA") == ["x-1/a"]


def test_words_are_found_in_the_printed_text_of_any_language(lamps: list[Mandate]) -> None:
    version = factories.language_version(deliberation=lamps[1].deliberation, language="fr")
    factories.printed_paragraph(
        version=version,
        paragraph=lamps[1].paragraph,
        language="fr",
        words="Prie les États d’éclairer les puits",
        folded="prie les etats d'eclairer les puits",
    )
    assert found(q="Éclairer") == ["x-1/b"]
    assert found(q="nothing whatever") == []


def test_what_has_no_day_comes_last_either_way(lamps: list[Mandate]) -> None:
    rows = queries.mandates(PUBLIC, Wanted(decision="x-1"), ON)
    for sort, labels in {"due": "acbd", "-due": "bcad"}.items():
        assert "".join(each.paragraph.label for each in in_order(rows, sort)[0:9]) == labels
        slow = in_order(rows, sort, slow=True)
        assert "".join(each.paragraph.label for each in slow[0:9]) == labels
    assert [each.paragraph.label for each in in_order(rows, "due")[2:4]] == ["b", "d"]


def test_a_text_of_another_language_says_which(client: Client, lamps: list[Mandate]) -> None:
    version = factories.language_version(deliberation=lamps[0].deliberation, language="fr")
    factories.printed_paragraph(
        version=version, paragraph=lamps[0].paragraph, language="fr", words="Prie les États"
    )
    text = client.get("/ar/mandates/?decision=x-1").content.decode()
    assert '<span lang="fr" dir="ltr">Prie les États</span>' in text


def test_a_page_is_cut_from_the_list_and_a_file_has_all_of_it(client: Client) -> None:
    decision = factories.deliberation("x-2", year=2018, adopted=date(2018, 1, 1))
    for number in range(1, 61):
        paragraph = factories.paragraph(
            deliberation=decision, key=f"x-2/{number}", label=str(number), order=number
        )
        factories.mandate(paragraph=paragraph, deliberation=decision, order=number, year=2018)
    second = html.fromstring(client.get("/en/mandates/?decision=x-2&page=2").content.decode())
    rows: Any = second.xpath("//table/tbody/tr")
    assert len(rows) == 10
    assert len(exported(client, "mandates/export.json", {"decision": "x-2"})) == 60


def test_more_rows_than_a_file_takes_are_refused_in_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palermo.mandates.views.mandates.MOST", 3)
    answer = client.get("/en/mandates/export.csv")
    assert answer.status_code == 400
    assert "A file takes 3 rows, and these are 20." in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    ["party=nobody", "act=shouts", "sort=text", "from=2020-01-02&to=2020-01-01", "page=2", "year=1900"],
)
def test_what_cannot_be_asked_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/en/mandates/?{query}").status_code == 400


def test_decisions_say_in_which_languages_they_are_held(client: Client, lamps: list[Mandate]) -> None:
    for language in ("fr", "ar"):
        factories.language_version(deliberation=lamps[0].deliberation, language=language)
    rows = {each["key"]: each for each in exported(client, "decisions/export.json")}
    assert (rows["x-1"]["languages"], rows["x-1"]["paragraphs"]) == ("ar fr", 4)
    assert (rows["4-4"]["languages"], rows["4-4"]["paragraphs"]) == ("", 20)
    assert next(iter(rows)) == "x-1"


@pytest.mark.parametrize("query", ["q=4/4", "q=human+beings", "body=cop&year=2008", "kind=decision"])
def test_a_decision_is_found_by_what_it_is(client: Client, query: str) -> None:
    keys = [each["key"] for each in exported(client, f"decisions/export.json?{query}")]
    assert keys == ["4-4"]


def test_only_who_may_import_is_shown_the_way(client: Client, signed_in: Callable[..., Client]) -> None:
    assert "Import a decision" not in client.get("/en/decisions/").content.decode()
    assert "Import a decision" in signed_in(Role.SECRETARIAT).get("/en/decisions/").content.decode()


def test_a_printed_text_is_found_by_the_search_of_the_site(client: Client, lamps: list[Mandate]) -> None:
    version = factories.language_version(deliberation=lamps[0].deliberation, language="en")
    factories.printed_paragraph(
        version=version,
        paragraph=lamps[0].paragraph,
        words="Urges States to trim lanterns",
        folded="urges states to trim lanterns",
    )
    text = client.get("/en/search/?q=trim+lanterns").content.decode()
    assert 'href="/en/decisions/x-1/paragraphs/a/"' in text
    assert "Urges States to trim lanterns" in text


def test_words_of_acts_are_those_of_the_scale() -> None:
    from palermo.core.deliberation import ACTS
    from palermo.mandates.models import OperativeAct

    with override("en"):
        assert list(OperativeAct.values) == list(ACTS)
