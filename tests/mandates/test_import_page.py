"""Decisions imported on the web: shown beside their text, put right, kept; later edited or taken out."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from palermo.core.actor import PUBLIC, Role
from palermo.journal.models import Entry
from palermo.kit.models import Upload
from palermo.mandates import queries
from palermo.mandates.importers.sizes import LARGEST_TEXT
from palermo.mandates.models import Deliberation, LanguageVersion, Paragraph
from tests.mandates.bridges import ARABIC, COUNCIL, FRENCH, SEVERAL

IMPORT = "/en/decisions/import/"
PAGE = "/en/decisions/decision-7-2/"
pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture
def secretariat(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.SECRETARIAT)


def upload(client: Client, content: str | bytes = FRENCH, name: str = "bridges.txt", **said: str) -> Any:
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(IMPORT, said | {"file": SimpleUploadedFile(name, data)})


def filled(form: Any) -> dict[str, Any]:
    """A form as a browser would send it, untouched."""
    given = {field.html_name: field.value() for field in form}
    return {
        name: value if isinstance(value, list) else "" if value is None else str(value)
        for name, value in given.items()
    }


def keep(client: Client, content: str = FRENCH, **given: Any) -> Any:
    address = upload(client, content)["Location"]
    return client.post(address, filled(client.get(address).context["form"]) | given)


def words(answer: Any) -> str:
    return re.sub(r" +", " ", unescape(re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())))


def test_it_works(secretariat: Client) -> None:
    address = upload(secretariat)["Location"]
    page = secretariat.get(address)
    assert "3 operative paragraphs · No doubts" in words(page)
    assert not Deliberation.objects.filter(imported=True).exists()
    answer = secretariat.post(address, filled(page.context["form"]))
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    shown = words(secretariat.get(PAGE))
    assert "The decision is kept." in shown
    assert "A prié le Secrétariat de dresser un inventaire" in shown
    assert Upload.objects.get().content == b""


def test_the_whole_text_stands_beside_what_was_read(secretariat: Client) -> None:
    page = secretariat.get(upload(secretariat)["Location"])
    pieces = "".join(each.words for each in page.context["pieces"])
    assert "".join(pieces.split()) == "".join(FRENCH.split())


def test_a_doubt_is_said_at_its_place(secretariat: Client) -> None:
    page = secretariat.get(upload(secretariat, FRENCH.replace("A invité", "A blabla"))["Location"])
    doubtful = [each for each in page.context["pieces"] if each.doubts]
    assert [each.row.part.label for each in doubtful] == ["b"]
    assert "The verb of this paragraph is not known" in words(page)


def test_everything_that_was_read_can_be_put_right(secretariat: Client) -> None:
    given: dict[str, Any] = {
        "title": "Ponts",
        "key": "ponts-7-2",
        "body": "cop",
        "session": "cop-7",
        "adopted": "2014-10-10",
        "act-1": "urges",
        "parties-1": ["chair"],
        "states-1": "jpn FRA",
        "due-1": "2031-07-01",
        "provisions-1": "tip-protocol/9",
        "words-1": "A prié quelqu’un.",
    }
    assert keep(secretariat, **given)["Location"] == "/en/decisions/ponts-7-2/"
    row = Paragraph.objects.get(key="ponts-7-2/a")
    assert (row.act, row.addressee, str(row.due), row.provisions) == (
        "urges",
        "chair",
        "2031-07-01",
        "tip-protocol/9",
    )
    addressed = [each.state_id or each.kind for each in queries.addressees(PUBLIC, row)]
    assert addressed == ["chair", "JPN", "FRA"]
    decision = row.deliberation
    assert (decision.body_id, decision.session_id, decision.year) == ("cop", "cop-7", 2014)
    assert queries.printed(PUBLIC, "ponts-7-2")[row.pk]["fr"].words == "A prié quelqu’un."


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"key": "Not a key"}, "key"),
        ({"adopted": "yesterday"}, "adopted"),
        ({"act-1": "shouts"}, "act-1"),
        ({"states-1": "QQQ"}, "states-1"),
        ({"provisions-1": "tip-protocol/99"}, "provisions-1"),
        ({"words-0": ""}, "words-0"),
        ({"key": "4-4"}, "key"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_said_at_its_field(secretariat: Client, given: dict[str, str], field: str) -> None:
    answer = keep(secretariat, **given)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Deliberation.objects.filter(imported=True).exists()


def test_another_language_is_kept_beside_it(secretariat: Client) -> None:
    keep(secretariat)
    address = upload(secretariat, ARABIC)["Location"]
    page = secretariat.get(address)
    assert "This is taken for Decision 7/2 in another language." in words(page)
    secretariat.post(address, filled(page.context["form"]))
    assert queries.languages_held(PUBLIC)["decision-7-2"] == ["fr", "ar"]
    assert "طلب إلى الأمانة" in words(secretariat.get(PAGE.replace("/en/", "/ar/")))


def test_it_can_be_said_to_be_another_decision(secretariat: Client) -> None:
    keep(secretariat)
    address = f"{upload(secretariat, ARABIC)['Location']}?of=new"
    secretariat.post(address, filled(secretariat.get(address).context["form"]))
    assert set(queries.languages_held(PUBLIC)) == {"decision-7-2", "decision-7-2-2"}


def test_the_decisions_of_a_file_are_kept_one_after_the_other(secretariat: Client) -> None:
    address = upload(secretariat, SEVERAL)["Location"]
    first = secretariat.post(address, filled(secretariat.get(address).context["form"]))
    assert first["Location"] == address
    page = secretariat.get(address)
    assert page.context["plan"].symbol == "S/RES/9902 (2031)"
    last = secretariat.post(address, filled(page.context["form"]))
    assert last["Location"] == "/en/decisions/s-res-9902-2031/"
    assert LanguageVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "not plain text in UTF-8"),
        (b"  \n ", "There is no text in this file."),
        (b"a\x00b", "There is no text in this file."),
        (b"PK\x03\x04\x00\x00", "This document is damaged."),
    ],
    ids=["encoding", "empty", "binary", "broken"],
)
def test_a_file_that_cannot_be_taken_is_refused(secretariat: Client, content: bytes, sentence: str) -> None:
    page = secretariat.get(upload(secretariat, content)["Location"])
    assert sentence in words(page)
    assert "Nothing was saved" in words(page)


def test_a_file_that_is_too_large_is_refused_at_once(secretariat: Client) -> None:
    answer = upload(secretariat, b"a" * (LARGEST_TEXT + 1))
    assert answer.status_code == 422
    assert not Upload.objects.exists()


def test_it_is_edited_later(secretariat: Client) -> None:
    keep(secretariat)
    address = f"{PAGE}paragraphs/a/edit/"
    form = filled(secretariat.get(address).context["form"])
    assert secretariat.post(address, form | {"why": "Nothing"}).status_code == 422
    answer = secretariat.post(address, form | {"act": "urges", "parties": [], "why": "Read again"})
    assert answer.status_code == 303
    row = Paragraph.objects.get(key="decision-7-2/a")
    assert (row.act, row.addressee, row.mandate.act) == ("urges", "none", "urges")
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.act, entry.why) == ("mandates.paragraph_edited", "Read again")
    assert entry.values["before"] == {"act": "requests", "addressees": ["secretariat"]}
    stale = secretariat.post(address, form | {"act": "notes", "why": "Too late"})
    assert stale.status_code == 409
    assert Paragraph.objects.get(key="decision-7-2/a").act == "urges"


def test_the_head_is_edited_later(secretariat: Client) -> None:
    keep(secretariat)
    form = filled(secretariat.get(f"{PAGE}edit/").context["form"])
    answer = secretariat.post(f"{PAGE}edit/", form | {"adopted": "2014-10-10", "why": "From the report"})
    assert answer.status_code == 303
    assert "Adopted on 10 October 2014." in words(secretariat.get(PAGE))
    row = Paragraph.objects.get(key="decision-7-2/a")
    assert (row.mandate.year, str(row.mandate.adopted)) == (2014, "2014-10-10")


@pytest.mark.parametrize("address", ["/en/decisions/4-4/edit/", "/en/decisions/4-4/paragraphs/a/edit/"])
def test_what_is_shipped_is_not_edited_here(secretariat: Client, address: str) -> None:
    assert secretariat.get(address).status_code == 404


def test_a_text_is_taken_out_for_a_reason(secretariat: Client) -> None:
    keep(secretariat, COUNCIL)
    address = "/en/decisions/s-res-9901-2031/texts/en/remove/"
    page = secretariat.get(address)
    assert "It is the last text of this decision, which goes with it." in words(page)
    form = filled(page.context["form"])
    assert secretariat.post(address, form).status_code == 422
    assert secretariat.post(address, form | {"why": "The wrong file"}).status_code == 303
    assert secretariat.get("/en/decisions/s-res-9901-2031/").status_code == 404
    assert Entry.objects.order_by("-number")[0].why == "The wrong file"


def test_a_decision_is_a_file_too(secretariat: Client) -> None:
    keep(secretariat)
    for form in ("docx", "pdf", "json"):
        assert secretariat.get(f"{PAGE}decision-decision-7-2.{form}").status_code == 200
    rows = secretariat.get(f"{PAGE}evidence.json").json()
    assert [row["paragraph"] for row in rows] == ["a", "b", "b.i", "b.ii", "c"]


def test_two_languages_stand_beside_each_other(official: None, client: Client) -> None:
    page = client.get("/en/decisions/decision-7-2/texts/ar/?beside=fr")
    sides = [(pair.row.label, pair.said.words[:12], pair.beside.words[:12]) for pair in page.context["pairs"]]
    assert ("b.i", "قياس كل جسر؛", "À mesurer ch") in sides
    assert [label for label, _said, _beside in sides] == ["pre.1", "a", "b", "b.i", "b.ii", "c"]
    assert client.get("/en/decisions/decision-7-2/texts/fr/?beside=ru").status_code == 400
    whole = client.get("/en/decisions/decision-7-2/texts/fr.txt")
    assert whole.content.decode() == FRENCH
