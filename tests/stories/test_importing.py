"""A secretary imports a workbook of acts, in French: ten faults are told, it is mended, it comes twice."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.cli.served import Served
from tests.stories.conftest import Opens
from tests.stories.people import STATES, installed, look, sign_in

pytestmark = pytest.mark.browser

SECRETARY, SECRET = "sam@example.org", "JBSWY3DPEHPK3PXP"
HEAD = ("Participant", "Instrument", "Acte", "Date", "Source", "Confiance", "Connu depuis le")
CODES = ("XAA", "XBB")
TREATIES = ("untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol")
JOINED, SIGNED = date(2015, 5, 5), date(2001, 12, 5)
GOOD: list[list[Any]] = [
    *(
        [code, key, "Adhésion", JOINED, "Inventé", "sourced", None]
        for code in ("XAA", "XBB")
        for key in TREATIES
    ),
    *(["XAA", key, "Signature", SIGNED, "Inventé", "sourced", None] for key in TREATIES[:3]),
]
# What is wrong: the row and column as the file counts, what is put there, and what is said of it.
FAULTS: tuple[tuple[int, str, Any, str], ...] = (
    (3, "A", "Etat Z", "« Etat Z » n’est pas connu ici."),
    (4, "C", "=1+1", "Cette cellule est une formule. Indiquez-en la valeur."),
    (5, "D", "03/04/2012", "« 03/04/2012 » peut se lire comme plusieurs dates."),
    (6, "D", "2012-02-30", "Le jour 2012-02-30 n’existe pas. Corrigez-le."),
    (7, "E", None, "Cette cellule est vide. Indiquez une valeur."),
    (8, "G", "bientôt", "« bientôt » n’est pas une date."),
    (9, "E", 12, "Cette cellule est un nombre (12), alors que du texte est attendu."),
    (10, "D", datetime(2015, 5, 5, 9, 30), "Cette date comporte une heure"),  # noqa: DTZ001 (as a sheet has it)
    (11, "F", "#N/A", "Cette cellule contient une erreur (#N/A)."),
    (12, "A", "", "Le même acte figure à la ligne 2. Supprimez l’un des deux."),
)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """An installation with one secretary, and two invented States."""
    yield from installed(tmp_path, [(SECRETARY, "Sam Secretary", "secretariat", "", SECRET)], STATES)


@pytest.fixture
def server(served: Served) -> str:
    return f"http://localhost:{served.port}"


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def workbook(path: Path, faulty: bool) -> Path:
    """The eleven acts as XLSX, with the ten faults or mended."""
    book = Workbook()
    sheet = book.active
    assert sheet
    for row in [list(HEAD), *GOOD]:
        sheet.append(row)
    for line, letter, value, _said in FAULTS if faulty else ():
        sheet[f"{letter}{line}"].value = value
    if faulty:  # the last row says what the first says
        for cell, value in zip(sheet[12], GOOD[0], strict=True):
            cell.value = value
    book.save(path)
    return path


def upload(page: Page, path: Path) -> None:
    page.goto("/fr/register/acts/")
    page.get_by_role("main").get_by_role("link", name="Importer un fichier").click()
    page.get_by_label("Fichier", exact=True).set_input_files(path)
    look(page)
    press(page, "Voir ses lignes")
    page.wait_for_url("**/fr/register/acts/import/*/")
    expect(page.get_by_role("main")).to_contain_text("Pas encore enregistré")


def listed(page: Page) -> int:
    """How many acts of the two invented States the server tells of now."""
    answers = [
        page.request.get(f"/fr/register/acts/export.json?participant={code}") for code in ("XAA", "XBB")
    ]
    return sum(len(answer.json()) for answer in answers)


@pytest.mark.parametrize("window", ["desktop", "phone"])
def test_it_works(opens: Opens, tmp_path: Path, window: str) -> None:
    page = opens(window)
    sign_in(page, SECRETARY, SECRET)
    upload(page, workbook(tmp_path / "actes.xlsx", faulty=True))
    every_fault_is_told(page)
    assert listed(page) == 0
    mended = workbook(tmp_path / "actes corrigés.xlsx", faulty=False)
    upload(page, mended)
    import_it(page)
    upload(page, mended)
    it_is_noticed(page)


def every_fault_is_told(page: Page) -> None:
    """Each in its place, in French, and no other; there is no button to go on with."""
    main = page.get_by_role("main")
    expect(page.get_by_role("alert")).to_contain_text("Rien ne peut être consigné")
    told = main.get_by_role("region", name="Ce qui ne va pas, et où")
    places, sentences = told.locator("dt"), told.locator("dd")
    expect(places).to_have_text(
        [f"Ligne {line}, colonne {letter} ({HEAD[ord(letter) - 65]})" for line, letter, _, _ in FAULTS]
    )
    assert len({sentence for _line, _letter, _value, sentence in FAULTS}) == 10
    for place, (_line, _letter, _value, sentence) in enumerate(FAULTS):
        expect(sentences.nth(place)).to_contain_text(sentence)
    expect(main.get_by_role("button", name="Consigner")).to_have_count(0)
    look(page)


def import_it(page: Page) -> None:
    table = page.locator("#rows")
    expect(table.get_by_role("row")).to_have_count(12)
    expect(table).to_contain_text("State XA (fr)")
    look(page)
    assert listed(page) == 0
    press(page, "Consigner 11 actes")
    expect(page.get_by_role("status")).to_have_text("11 actes consignés.")
    assert listed(page) == 11
    look(page)


def it_is_noticed(page: Page) -> None:
    today = f"{datetime.now(UTC).day}"
    main = page.get_by_role("main")
    expect(main).to_contain_text(f"Le même fichier a été consigné le {today}")
    expect(main.get_by_role("button", name="Consigner")).to_have_count(0)
    look(page)
    assert listed(page) == 11
