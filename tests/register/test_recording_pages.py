"""Recording, correcting and withdrawing acts on the pages: filled in, shown, saved."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from palermo.actors.models import State
from palermo.core.actor import Role
from palermo.core.language import LANGUAGES
from palermo.kit.models import changed
from palermo.register.models import Act
from palermo.texts.models import Instrument
from tests import factories
from tests.register.reading import plain

pytestmark = pytest.mark.usefixtures("facts")
RECORD = "/en/register/acts/record/"
GIVEN = {
    "instrument": "tip-protocol",
    "participant": "XAA",
    "kind": "accession",
    "date": "2025-03-01",
    "source": "Notification of the depositary",
    "confidence": "sourced",
}
SignedIn = Callable[..., Client]


@pytest.fixture
def secretariat(signed_in: SignedIn, xa: State) -> Client:
    """A browser of the Secretariat; the register has read the invented State."""
    changed("palermo.actors")
    changed("palermo.register")
    return signed_in(Role.SECRETARIAT)


@pytest.fixture
def act(xa: State) -> Act:
    protocol = Instrument.objects.get(pk="tip-protocol")
    return factories.act(instrument=protocol, state=xa, kind="accession")


def post(client: Client, address: str, expected: int = 200, /, **values: Any) -> str:
    answer = client.post(address, values)
    assert answer.status_code == expected, plain(answer.content.decode())[:2000]
    return answer.content.decode()


def hidden(text: str) -> dict[str, str]:
    """What the preview would send."""
    form = text.partition('<form class="stack section"')[2].partition("</form>")[0]
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}


def test_it_works(secretariat: Client) -> None:
    assert secretariat.get(RECORD).status_code == 200
    seen = post(secretariat, RECORD, **GIVEN)
    said = plain(seen)
    assert "What this act would change" in said
    assert "bound since 31 March 2025" in said
    assert "It would be bound from 31 March 2025." in said
    assert "The instrument itself is in force from 25 December 2003, as before." in said
    assert re.search(r"Parties on \d+ \w+ \d{4}: 183, instead of 182\.", said)
    assert not Act.objects.filter(state="XAA").exists()
    assert hidden(seen) == GIVEN
    answer = secretariat.post(RECORD, hidden(seen) | {"save": "1"})
    assert answer.status_code == 303
    assert answer["Location"] == "/en/register/acts/tip-protocol:XAA:accession:2025-03-01/"
    page = plain(secretariat.get(answer["Location"]).content.decode())
    assert "Recorded." in page
    assert "Notification of the depositary" in page
    assert Act.objects.get(state="XAA").source == "Notification of the depositary"


def test_what_was_filled_in_can_be_changed_from_the_preview(secretariat: Client) -> None:
    seen = hidden(post(secretariat, RECORD, **GIVEN))
    form = post(secretariat, RECORD, **seen, change="1")
    assert 'value="2025-03-01"' in form
    assert re.search(r'<option value="XAA" selected>', form)
    assert 'role="alert"' not in form


def test_saving_twice_records_once(secretariat: Client) -> None:
    post(secretariat, RECORD, 303, **GIVEN, save="1")
    again = post(secretariat, RECORD, 422, **GIVEN, save="1")
    assert "This act is on record already: Accession, 1 March 2025." in plain(again)
    assert Act.objects.filter(state="XAA").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("date", "2999-01-01", "1 January 2999 lies in the future."),
        ("date", "2000-11-14", "The instrument was adopted on 15 November 2000"),
        ("date", "", "Give the day of the act."),
        ("date", "03/04/2025", "“03/04/2025” is not a date."),
        ("date", "2025-3-1", "“2025-3-1” is not a date."),
        ("date", "٢٠٢٥-٠٣-٠١", "is not a date."),
        ("date", "2025-02-30", "“2025-02-30” is not a date."),
        ("kind", "withdrawal", "there was nothing to withdraw from"),
        ("kind", "", "Choose one of the list."),
        ("kind", "<b>", "Choose one of the list."),
        ("participant", "JPN", "It was bound already: Acceptance, 11 July 2017."),
        ("participant", "SCG", "Choose one of the list."),
        ("participant", "XZZ", "Choose one of the list."),
        ("instrument", "uncac", "Choose one of the list."),
        ("source", "  ", "Give the source"),
        ("source", "a\x00b", "There are control characters in it."),
        ("source", "a\x07b", "There are control characters in it."),
        ("source", "a" * 2001, "at most 2000 letters"),
        ("confidence", "certain", "Choose one of the list."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    secretariat: Client, field: str, value: str, sentence: str
) -> None:
    for more in ({}, {"save": "1"}):
        text = post(secretariat, RECORD, 422, **(GIVEN | {field: value} | more))
        assert sentence in plain(text)
        assert "Nothing was saved" in plain(text)
        named = text.partition('class="notice bad"')[2]
        assert re.search(rf'href="#id_({field}|kind|date)"', named)
        assert "Notification" in text or field == "source"
    assert not Act.objects.filter(state="XAA").exists()


def test_a_caution_is_shown_and_does_not_hinder(secretariat: Client) -> None:
    said = plain(post(secretariat, RECORD, **GIVEN))
    assert "This can be. Look twice all the same:" in said
    assert "The record of the Convention ends on 27 January 2014" in said


def test_the_form_begins_with_what_the_link_names(secretariat: Client) -> None:
    text = secretariat.get(f"{RECORD}?instrument=untoc&participant=XAA").content.decode()
    assert '<option value="untoc" selected>' in text
    assert '<option value="XAA" selected>' in text
    assert secretariat.get(f"{RECORD}?instrument=x").status_code == 400


def test_the_pages_that_lead_there_say_so_to_the_secretariat_alone(
    secretariat: Client, client: Client, act: Act
) -> None:
    for page in ("register/acts/", "register/tip-protocol/", "states/XAA/", f"register/acts/{act.key}/"):
        theirs = secretariat.get(f"/en/{page}").content.decode()
        ours = client.get(f"/en/{page}").content.decode()
        leads = re.compile(r'href="[^"]*/(record|correct|withdraw)/')
        assert leads.search(theirs), page
        assert not leads.search(ours), page


def test_what_contradicts_on_record_is_shown_to_the_secretariat(
    secretariat: Client, client: Client, act: Act, xa: State
) -> None:
    assert "contradict each other" not in secretariat.get("/en/register/acts/").content.decode()
    factories.act(instrument=act.instrument, state=xa, kind="accession", date=date(2010, 1, 1))  # by a load
    changed("palermo.register")
    said = plain(secretariat.get("/en/register/acts/").content.decode())
    assert "Acts on record contradict each other." in said
    assert (
        "State XA (en) · Protocol on trafficking in persons, Accession, 1 January 2010: It was bound" in said
    )
    assert "contradict each other" not in client.get("/en/register/acts/").content.decode()


# ── correcting ────────────────────────────────────────────────────────────────────────────────────


def address(act: Act, verb: str = "") -> str:
    return f"/en/register/acts/{act.key}/" + (f"{verb}/" if verb else "")


def test_a_correction_is_shown_before_it_is_saved(secretariat: Client, act: Act) -> None:
    form = secretariat.get(address(act, "correct")).content.decode()
    assert 'value="2005-01-01"' in form
    values = GIVEN | {"date": "2006-01-01", "why": "A wrong year", "seen": "1"}
    seen = post(secretariat, address(act, "correct"), **values)
    assert "What the correction would change" in plain(seen)
    assert not Act.objects.filter(date__year=2006, state="XAA").exists()
    answer = secretariat.post(address(act, "correct"), hidden(seen) | {"save": "1"})
    assert answer.status_code == 303
    new = plain(secretariat.get(answer["Location"]).content.decode())
    assert "Corrected. What was known before stays on this page." in new
    old = plain(secretariat.get(address(act)).content.decode())
    for said in (new, old):
        assert "What was held true, and when" in said
        assert "Reason: A wrong year" in said
    assert "then corrected" in old
    assert "then corrected" not in new


def test_a_correction_that_changes_nothing_or_gives_no_reason_is_refused(
    secretariat: Client, act: Act
) -> None:
    same = {**GIVEN, "date": "2005-01-01", "source": act.source, "seen": "1"}
    assert "Nothing differs" in plain(post(secretariat, address(act, "correct"), 422, **same, why="x"))
    assert "Give the reason" in plain(post(secretariat, address(act, "correct"), 422, **same, why=" "))


def test_whoever_corrects_second_keeps_what_was_typed_beside_what_is_there(
    secretariat: Client, act: Act
) -> None:
    Act.objects.filter(pk=act.pk).update(source="What a colleague wrote", version=2)
    values = GIVEN | {"source": "What I wrote", "why": "x", "seen": "1"}
    text = post(secretariat, address(act, "correct"), 422, **values)
    assert "Saved by someone else first" in plain(text)
    assert "What a colleague wrote" in text
    assert "What I wrote" in text
    assert 'name="seen" value="2"' in text
    post(secretariat, address(act, "correct"), 303, **(values | {"seen": "2"}), save="1")
    late = post(secretariat, address(act, "correct"), 422, **values, save="1")
    assert "This act was corrected or withdrawn on" in plain(late)
    assert Act.objects.filter(state="XAA").count() == 2


def test_withdrawing_asks_shows_the_effect_and_wants_a_reason(secretariat: Client, act: Act) -> None:
    asked = plain(secretariat.get(address(act, "withdraw")).content.decode())
    assert "Withdraw this act from the record?" in asked
    assert re.search(r"Parties on \d+ \w+ \d{4}: 182, instead of 183\.", asked)
    assert "Give the reason" in plain(post(secretariat, address(act, "withdraw"), 422, why="", seen="1"))
    assert Act.objects.get(pk=act.pk).known_until is None
    post(secretariat, address(act, "withdraw"), 303, why="Another State did it", seen="1")
    said = plain(secretariat.get(address(act)).content.decode())
    assert "then withdrawn from the record" in said
    assert "Another State did it" in said
    for verb in ("correct", "withdraw"):
        assert secretariat.get(address(act, verb)).status_code == 303


def test_an_act_on_which_another_rests_cannot_be_withdrawn(secretariat: Client, act: Act) -> None:
    post(secretariat, RECORD, 303, **(GIVEN | {"kind": "withdrawal"}), save="1")
    text = secretariat.get(address(act, "withdraw")).content.decode()
    assert "It cannot be withdrawn" in plain(text)
    assert "Protocol on trafficking in persons, Withdrawal, 1 March 2025: On 1 March 2025" in plain(text)
    assert 'name="why"' not in text
    post(secretariat, address(act, "withdraw"), 422, why="x", seen="1")
    assert Act.objects.get(pk=act.pk).known_until is None


# ── the page of an act, and who may what ──────────────────────────────────────────────────────────


def test_everyone_reads_the_page_of_an_act_in_a_few_queries(
    client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    page = "/en/register/acts/tip-protocol:JPN:acceptance:2017-07-11/"
    text = plain(client.get(page).content.decode())
    assert "Acceptance" in text
    assert "10 August 2017" in text  # in force
    with django_assert_max_num_queries(5):
        client.get(page)
    assert client.get("/en/register/acts/nothing/").status_code == 404


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.SECRETARIAT)])
def test_to_all_others_there_is_nothing(signed_in: SignedIn, xa: State, act: Act, role: Role | None) -> None:
    behalf = {"organization": factories.organization()} if role is Role.PARTNER else {}
    there = signed_in(role, **behalf)
    absent = there.get("/en/register/acts/record/x/")
    for page in (RECORD, address(act, "correct"), address(act, "withdraw")):
        for answer in (there.get(page), there.post(page, GIVEN | {"why": "x", "seen": "1", "save": "1"})):
            assert answer.status_code == 404
            assert "Nothing here" in answer.content.decode()
    assert absent.status_code == 404
    assert Act.objects.filter(state="XAA").count() == 1


def test_a_post_from_elsewhere_is_refused(signed_in: SignedIn, xa: State) -> None:
    changed("palermo.actors")
    careful = signed_in(Role.SECRETARIAT, csrf=True)
    assert careful.post(RECORD, GIVEN | {"save": "1"}).status_code == 403
    assert not Act.objects.filter(state="XAA").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language(secretariat: Client, act: Act, language: str) -> None:
    for page in ("record/", f"{act.key}/", f"{act.key}/correct/", f"{act.key}/withdraw/"):
        answer = secretariat.get(f"/{language}/register/acts/{page}")
        assert answer.status_code == 200, page
        assert answer.content.decode().count("<h1") == 1
    assert secretariat.post(f"/{language}/register/acts/record/", GIVEN).status_code == 422
    given = GIVEN | {"participant": "IRN"}
    assert secretariat.post(f"/{language}/register/acts/record/", given).status_code == 200


def test_looking_writes_nothing(secretariat: Client, act: Act) -> None:
    def only_reading(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        assert sql.split()[0] in {"SELECT", "SAVEPOINT", "RELEASE"}, sql
        return execute(sql, *rest)

    with connection.execute_wrapper(only_reading):
        secretariat.get(RECORD)
        secretariat.post(RECORD, GIVEN | {"participant": "IRN"})
        secretariat.get(address(act, "withdraw"))
