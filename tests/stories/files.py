"""Takes files away as a reader does, and reads them back with other programs."""

import csv
import json
from pathlib import Path
from typing import Any
from unicodedata import normalize

from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page
from pypdf import PdfReader


def taken(page: Page, link: Locator) -> Path:
    """Click a link to a file; answer where the browser put it, under the name that it was given."""
    with page.expect_download() as event:
        link.click()
    download = event.value
    kept = Path(download.path())
    return kept.rename(kept.with_name(download.suggested_filename))


def rows(path: Path) -> list[list[str]]:
    """The rows of a CSV or XLSX file as text, days as 2012-10-15."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    sheet = load_workbook(path).worksheets[0]
    return [[in_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def in_text(cell: Any) -> str:
    if cell is None:
        return ""
    return f"{cell:%Y-%m-%d}" if hasattr(cell, "year") else str(cell)


def objects(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def paper(path: Path) -> str:
    """All that a DOCX or PDF says, without spaces, for lines break where they will."""
    if path.suffix == ".docx":
        said = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    else:
        said = [page.extract_text() for page in PdfReader(path).pages]
    return plain("".join(said))


def plain(text: str) -> str:
    """Without spaces and ligatures."""
    return "".join(normalize("NFKC", text).split())
