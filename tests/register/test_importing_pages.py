"""A file of acts on the pages: uploaded, shown row by row, recorded whole or not at all."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from palermo.actors.models import State
from palermo.core.actor import Role
from palermo.core.language import LANGUAGES
from palermo.kit.models import Upload, changed
from palermo.register.models import Act
from tests.register.reading import plain, table

pytestmark = pytest.mark.usefixtures("facts")
IMPORT = "/en/register/acts/import/"
HEAD = "participant,instrument,kind,date,source,confidence,as_of"
GOOD = (
    "XAA,untoc,accession,2015-05-05,Invented,sourced,",
    "XAA,tip-protocol,accession,2015-05-05,Invented,sourced,",
    "State XB (en),Protocol on trafficking in persons,Signature,2001-05-05,Invented,partly sourced,",
)


@pytest.fixture
def secretariat(signed_in: Callable[..., Client], xa: State, xb: State) -> Client:
    """A browser of the Secretariat; the register has read the invented States."""
    for state in (xa, xb):
        state.folded = " | ".join(
            [*(f"state {state.iso2} ({code})".lower() for code in LANGUAGES), state.pk.lower()]
        )
        state.save()
    changed("palermo.actors")
    changed("palermo.register")
    return signed_in(Role.SECRETARIAT)


def sent(client: Client, *rows: str, name: str = "acts.csv", language: str = "en") -> str:
    """Upload rows; answers the address of their preview."""
    file = SimpleUploadedFile(name, "\n".join([HEAD, *rows]).encode())
    answer = client.post(f"/{language}/register/acts/import/", {"file": file})
    assert answer.status_code == 303, plain(answer.content.decode())[:1000]
    return str(answer["Location"])


def test_it_works(secretariat: Client) -> None:
    assert "Known from" not in secretariat.get(IMPORT).content.decode()
    address = sent(secretariat, *GOOD)
    seen = secretariat.get(address).content.decode()
    rows = table(seen, "rows")
    assert [row[:5] for row in rows][:2] == [
        ["2", "State XA (en)", "Organized Crime Convention", "Accession", "5 May 2015"],
        ["3", "State XA (en)", "Protocol on trafficking in persons", "Accession", "5 May 2015"],
    ]
    assert rows[0][5] == "–"
    assert rows[0][6:] == [
        "Unknown",
        "Party, bound since 4 June 2015",
        "4 Jun 2015",
        "sourced Invented",
    ]
    assert "183, instead of 182" in plain(seen)
    assert not Act.objects.filter(state__in=["XAA", "XBB"]).exists()
    answer = secretariat.post(address)
    assert answer.status_code == 303
    assert "3 acts recorded." in plain(secretariat.get(answer["Location"]).content.decode())
    assert Act.objects.filter(state__in=["XAA", "XBB"]).count() == 3
    assert Upload.objects.get().content == b""


def test_a_file_is_recorded_once_and_noticed_when_it_comes_again(secretariat: Client) -> None:
    address = sent(secretariat, *GOOD)
    assert secretariat.post(address).status_code == 303
    assert secretariat.post(address).status_code == 404  # it is gone
    again = sent(secretariat, *GOOD)
    text = plain(secretariat.get(again).content.decode())
    assert "The same file was recorded on" in text
    assert "This act is on record already" in text
    assert "Record 3 acts" not in text
    assert secretariat.post(again).status_code == 422
    assert Act.objects.filter(state__in=["XAA", "XBB"]).count() == 3


def test_every_problem_is_shown_in_its_place_and_nothing_is_recorded(secretariat: Client) -> None:
    address = sent(
        secretariat,
        GOOD[0],
        "XZZ,tip-protocol,accession,2015-05-05,Invented,sourced,",
        "XAA,tip-protocol,accession,05/06/2015,Invented,sourced,",
        "XAA,tip-protocol,accession,2015-05-05,,sourced,",
    )
    text = plain(secretariat.get(address).content.decode())
    assert "Nothing can be recorded" in text
    for place in ("Row 3, column A", "Row 4, column D", "Row 5, column E"):
        assert place in text
    assert secretariat.post(address).status_code == 422
    assert not Act.objects.filter(state="XAA").exists()


def test_contradictions_stand_at_their_rows_and_come_first(secretariat: Client) -> None:
    address = sent(
        secretariat,
        GOOD[0],
        "XBB,tip-protocol,withdrawal,2015-05-05,Invented,sourced,",
        "JPN,tip-protocol,accession,2019-01-01,Invented,sourced,",
        "XAA,untoc,accession,2016-05-05,Invented,sourced,",
    )
    seen = secretariat.get(address).content.decode()
    assert "3 rows contradict the record or other rows" in plain(seen)
    assert [row[0] for row in table(seen, "rows")] == ["3", "4", "5", "2"]
    assert "there was nothing to withdraw from" in table(seen, "rows")[0][5]
    assert secretariat.post(address).status_code == 422
    assert not Act.objects.filter(state__in=["XAA", "XBB"]).exists()


def test_a_workbook_is_read_as_well(secretariat: Client) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (HEAD, GOOD[1]):
        book.active.append(row.split(","))
    out = BytesIO()
    book.save(out)
    answer = secretariat.post(IMPORT, {"file": SimpleUploadedFile("acts.xlsx", out.getvalue())})
    assert secretariat.post(answer["Location"]).status_code == 303
    assert Act.objects.filter(state="XAA").count() == 1


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"PK\x03\x04", HEAD.encode(), b"a,b\n1,2\n"])
def test_what_is_no_file_of_acts_is_shown_as_none(secretariat: Client, content: bytes) -> None:
    answer = secretariat.post(IMPORT, {"file": SimpleUploadedFile("acts.csv", content)})
    assert answer.status_code == 303
    seen = secretariat.get(answer["Location"])
    assert seen.status_code == 200
    assert "Nothing can be recorded" in plain(seen.content.decode())
    assert secretariat.post(answer["Location"]).status_code == 422


def test_no_file_is_no_file(secretariat: Client) -> None:
    answer = secretariat.post(IMPORT)
    assert answer.status_code == 422
    assert "Choose a file." in plain(answer.content.decode())


def test_what_one_uploaded_nobody_else_sees(
    secretariat: Client, signed_in: Callable[..., Client], client: Client
) -> None:
    address = sent(secretariat, *GOOD)
    for other in (client, signed_in(Role.ADMINISTRATOR), signed_in(Role.AUDITOR)):
        for page in (IMPORT, address):
            assert other.get(page).status_code == 404
            assert other.post(page).status_code == 404
    assert Upload.objects.update(by="another secretary") == 1
    assert secretariat.get(address).status_code == 404
    assert secretariat.post(address).status_code == 404
    assert not Act.objects.filter(state="XAA").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_preview_is_there_in_every_language(secretariat: Client, language: str) -> None:
    for rows in (GOOD, ["JPN,untoc,withdrawal,2001-01-01,Invented,sourced,"], ["x"]):
        answer = secretariat.get(sent(secretariat, *rows, language=language))
        assert answer.status_code == 200
        assert answer.content.decode().count("<h1") == 1
