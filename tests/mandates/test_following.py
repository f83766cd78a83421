"""What came of a paragraph: claims side by side, withdrawn with a reason; links to earlier paragraphs."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from palermo.actors.models import State
from palermo.core.actor import Actor, Role
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.journal.models import Entry
from palermo.kit.models import Change
from palermo.mandates.models import FollowUp, Mandate, Paragraph, Succession
from palermo.mandates.queries.following import named, of
from palermo.mandates.services.following import withdraw_follow_up
from palermo.mandates.services.successions import link_paragraphs, remove_link
from tests import factories
from tests.mandates.followed import FORM, NOW, asked, claim, said
from tests.register.reading import plain

pytestmark = pytest.mark.usefixtures("facts")
SignedIn = Callable[..., Client]
RECORD = "/en/decisions/x-1/paragraphs/a/follow-up/"
LINK = "/en/decisions/x-2/paragraphs/a/link/"


@pytest.fixture
def row(xa: State, xb: State) -> Paragraph:
    return asked()


@pytest.fixture
def focal(signed_in: SignedIn, row: Paragraph) -> Client:
    return signed_in(Role.FOCAL_POINT, state=State.objects.get(pk="XAA"))


@pytest.fixture
def secretariat(signed_in: SignedIn, row: Paragraph) -> Client:
    return signed_in(Role.SECRETARIAT)


def page_of(client: Client, language: str = "en", of: str = "x-1") -> str:
    return client.get(f"/{language}/decisions/{of}/paragraphs/a/").content.decode()


def test_it_works(focal: Client) -> None:
    assert "Nobody has said what came of it" in plain(page_of(focal))
    form = focal.get(RECORD).content.decode()
    assert "State XA (en)" in form
    assert "State XB (en)" not in form
    answer = focal.post(RECORD, FORM)
    assert (answer.status_code, answer["Location"]) == (303, "/en/decisions/x-1/paragraphs/a/#following")
    page = page_of(focal)
    text = plain(page)
    assert "State XA (en) partly done as at 1 February 2026 A law is before parliament." in text
    assert "CTOC/COP/2024/1 https://law.example/1" in text
    assert 'lang="en" dir="auto">A law is before' in page
    assert 'href="https://law' not in page


def test_claims_stand_side_by_side_and_count_together(row: Paragraph, secretary: Actor) -> None:
    said(row, secretary)
    said(row, secretary, claim("XBB", "not_started"))
    said(row, secretary, claim("", "unknown", words="No answer came."))
    found = of(secretary, row)
    assert [each.status for each in found.claims] == ["unknown", "not_started", "done"]
    assert Mandate.objects.get(pk=row.pk).progress == "contested"
    said(row, secretary, claim("XBB", "done", as_at=date(2026, 2, 20)))
    assert Mandate.objects.get(pk=row.pk).progress == "done"
    assert Entry.objects.filter(act="mandates.follow_up_recorded").count() == 4
    assert Change.objects.filter(subject="palermo.mandates/follow_ups").count() == 4


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"as_at": date(2026, 3, 2)}, Invalid),
        ({"as_at": date(2010, 1, 7)}, Invalid),
        ({"status": "perhaps"}, Invalid),
        ({"language": "de"}, Invalid),
        ({"party": "XYZ"}, Invalid),
        ({"words": "x" * 4001}, Invalid),
        ({"evidence": "x" * 2001}, Invalid),
    ],
)
def test_what_cannot_be_is_refused(
    row: Paragraph, secretary: Actor, given: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        said(row, secretary, claim(**given))
    assert not FollowUp.objects.exists()


def test_nobody_speaks_for_another(row: Paragraph, focal_point: Actor, stranger: Actor) -> None:
    said(row, focal_point)
    for party in ("XBB", ""):
        with pytest.raises(Denied):
            said(row, focal_point, claim(party))
    with pytest.raises(Denied):
        said(row, stranger)


def test_only_what_an_operative_paragraph_asks_is_followed_up(row: Paragraph, secretary: Actor) -> None:
    item = factories.paragraph(
        deliberation=row.deliberation, key="x-1/a.i", label="a.i", order=9, kind="item"
    )
    with pytest.raises(Invalid):
        said(item, secretary)
    with pytest.raises(Missing):
        said(Paragraph(key="x-1/zz"), secretary)


def test_the_very_same_is_not_recorded_twice(row: Paragraph, secretary: Actor) -> None:
    said(row, secretary)
    with pytest.raises(Conflict):
        said(row, secretary)


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(focal: Client) -> None:
    for given in (
        {"as_at": "2999-01-01"},
        {"as_at": "soon"},
        {"as_at": ""},
        {"status": ""},
        {"party": "state:XBB"},
        {"evidence": "x" * 2001},
        {"words": "a\x00b"},
    ):
        answer = focal.post(RECORD, FORM | given)
        assert answer.status_code == 422, given
        assert "Nothing was saved. Look at this again:" in answer.content.decode()
    assert "A law is before parliament." in focal.post(RECORD, FORM | {"status": ""}).content.decode()
    assert not FollowUp.objects.exists()


def test_a_partner_speaks_for_its_organization_and_the_secretariat_for_all(
    signed_in: SignedIn, secretariat: Client
) -> None:
    organization = factories.organization()
    partner = signed_in(Role.PARTNER, organization=organization)
    assert partner.post(RECORD, FORM | {"party": "organization:XOO"}).status_code == 303
    assert partner.post(RECORD, FORM).status_code == 422
    for party in ("state:XBB", "organization:XOO", "secretariat:"):
        words = f"Said of {party}."
        assert secretariat.post(RECORD, FORM | {"party": party, "words": words}).status_code == 303
    assert FollowUp.objects.count() == 4
    assert 'value="state:XBB" selected' in secretariat.get(f"{RECORD}?party=XBB").content.decode()


def test_to_others_the_form_is_not_there(client: Client, signed_in: SignedIn, row: Paragraph) -> None:
    for visitor in (
        client,
        signed_in(Role.EXPERT, state=State.objects.get(pk="XAA")),
        signed_in(Role.AUDITOR),
    ):
        assert visitor.get(RECORD).status_code == 404
        assert "Record a follow-up" not in page_of(visitor)
    for address in ("decisions/x-1/paragraphs/zz/follow-up/", "decisions/zz/paragraphs/a/follow-up/"):
        assert signed_in(Role.SECRETARIAT).get(f"/en/{address}").status_code == 404


# ── withdrawing ───────────────────────────────────────────────────────────────────────────────────


def test_a_claim_is_withdrawn_with_a_reason_and_stays_to_be_read(
    row: Paragraph, focal: Client, focal_point: Actor
) -> None:
    made = said(row, focal_point)
    address = f"/en/follow-ups/{made.pk}/withdraw/"
    assert "State XA (en)" in focal.get(address).content.decode()
    assert focal.post(address, {"why": " ", "seen": "1"}).status_code == 422
    assert focal.post(address, {"why": "A wrong paragraph", "seen": "1"}).status_code == 303
    text = plain(page_of(focal))
    assert "Nobody has said what came of it" in text
    assert "A wrong paragraph" in text
    assert Mandate.objects.get(pk=row.pk).progress == "unknown"
    entry = Entry.objects.get(act="mandates.follow_up_withdrawn")
    assert (entry.why, entry.subject) == ("A wrong paragraph", f"mandates.follow_up/{made.pk}")
    assert focal.get(address).status_code == 303
    assert focal.post(address, {"why": "Again", "seen": "2"}).status_code == 409


def test_a_claim_is_withdrawn_by_whoever_may_record_it_alone(
    row: Paragraph, signed_in: SignedIn, secretary: Actor, focal_point: Actor
) -> None:
    theirs = said(row, secretary, claim("XBB"))
    with pytest.raises(Denied):
        withdraw_follow_up(theirs.pk, seen=1, why="x", by=focal_point, at=NOW)
    client = signed_in(Role.FOCAL_POINT, state=State.objects.get(pk="XAA"))
    assert client.get(f"/en/follow-ups/{theirs.pk}/withdraw/").status_code == 404
    assert client.get("/en/follow-ups/987654/withdraw/").status_code == 404


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"seen": 7}, Conflict),
        ({"why": ""}, Invalid),
        ({"why": "x" * 1001}, Invalid),
        ({"pk": 9876}, Missing),
    ],
)
def test_a_withdrawal_that_cannot_be_is_refused(
    row: Paragraph, secretary: Actor, given: dict[str, Any], error: type[Exception]
) -> None:
    terms = {"pk": said(row, secretary).pk, "seen": 1, "why": "Wrong", **given}
    with pytest.raises(error):
        withdraw_follow_up(terms.pop("pk"), **terms, by=secretary, at=NOW)
    assert FollowUp.objects.get().withdrawn_at is None


# ── links ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def later(row: Paragraph) -> Paragraph:
    return asked("a", "x-2")


@pytest.mark.parametrize(
    ("kind", "standing", "there", "back"),
    [
        ("supersedes", "superseded", "It supersedes:", "It is superseded by:"),
        ("merges", "merged", "It takes in:", "It is taken into:"),
        ("repeats", "stands", "It asks again what was asked in:", "It is asked again in:"),
    ],
)
def test_linked_paragraphs_lead_to_each_other(
    later: Paragraph, secretariat: Client, kind: str, standing: str, there: str, back: str
) -> None:
    assert secretariat.post(LINK, {"kind": kind, "other": "x-1/a"}).status_code == 303
    assert f"{there} Decision X/1 (a)" in plain(page_of(secretariat, of="x-2"))
    assert f"{back} Decision X/2 (a)" in plain(page_of(secretariat))
    assert Mandate.objects.get(paragraph__key="x-1/a").standing == standing
    link = Succession.objects.get()
    assert secretariat.post(f"/en/links/{link.pk}/remove/", {"why": ""}).status_code == 422
    assert secretariat.post(f"/en/links/{link.pk}/remove/", {"why": "A slip"}).status_code == 303
    assert Mandate.objects.get(paragraph__key="x-1/a").standing == "stands"
    acts = Entry.objects.filter(subject=f"mandates.link/{link.pk}").order_by("number")
    assert [each.act for each in acts] == ["mandates.succession_recorded", "mandates.succession_removed"]


def test_the_other_paragraph_is_found_by_what_it_is_called(later: Paragraph, secretary: Actor) -> None:
    for text in ("x-1/a", "Decision X/1 (a)", "Decision X/1, para. (a)", "decision x/1 a"):
        found = [each.key for each in named(secretary, text)]
        assert found == ["x-1/a"] or text == "decision x/1 a", text
    assert [each.key for each in named(secretary, "Decision 4/4 (f)")] == ["4-4/f"]
    assert named(secretary, "zzz") == []


def test_a_link_that_cannot_be_is_refused(later: Paragraph, secretariat: Client, secretary: Actor) -> None:
    for given in ({"other": "zzz"}, {"other": ""}, {"other": "x-2/a"}, {"kind": ""}, {"other": "(a)"}):
        answer = secretariat.post(LINK, {"kind": "supersedes", "other": "x-1/a", **given})
        assert answer.status_code == 422, given
    terms: dict[str, Any] = {"by": secretary, "at": NOW}
    link_paragraphs("x-2/a", "x-1/a", "supersedes", **terms)
    for pair in (("x-2/a", "x-1/a"), ("x-1/a", "x-2/a")):
        with pytest.raises(Conflict):
            link_paragraphs(*pair, "repeats", **terms)
    with pytest.raises(Invalid):
        link_paragraphs("4-4/f", "x-1/a", "repeats", **terms)  # which was adopted later
    with pytest.raises(Missing):
        remove_link(9876, why="x", **terms)


def test_links_are_the_secretariats_alone(later: Paragraph, focal: Client, focal_point: Actor) -> None:
    assert focal.get(LINK).status_code == 404
    with pytest.raises(Denied):
        link_paragraphs("x-2/a", "x-1/a", "supersedes", by=focal_point, at=NOW)
    with pytest.raises(Denied):
        remove_link(1, why="x", by=focal_point, at=NOW)
