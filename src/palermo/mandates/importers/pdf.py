"""The text of a PDF, line by line. Nothing else is looked at: no script runs, no attachment is opened."""

import io
import logging
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from palermo.kit.incoming.grid import Refused
from palermo.kit.incoming.limits import Limits
from palermo.mandates.importers.pdf_lines import from_the_right, is_from_the_right, turned_signs
from palermo.mandates.importers.pdf_steps import Steps
from palermo.mandates.importers.sizes import LONGEST

if TYPE_CHECKING:
    import pypdf

PAGES = 300  # of a decision, or of a report that holds some
LEAST = 20  # letters of a PDF that has text at all
LOST = re.compile("[\ufffd\ue000-\uf8ff]")  # letters of which the font does not say what they are
HAN = "[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]"
GAPS = re.compile(rf"(?<={HAN}) +(?=[\w\u3001-\u9fff\uff01-\uff5e])|(?<=\d) +(?={HAN})")

LABEL = re.compile(r"^\(?[^\W\d_]{1,5}\)(?=[^\W\d_])", re.MULTILINE)  # what stands behind it was set apart


def read_pdf(data: bytes, limits: Limits) -> str:  # noqa: ARG001 (of one shape with that of DOCX)
    """Raises Refused for a PDF that is locked, damaged, or holds no letters that can be told."""
    import pypdf

    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # what it complains of may be what stands in the file
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Refused("kind.encrypted")
        if (count := len(reader.pages)) > PAGES:
            raise Refused("pdf.pages", count=count, most=PAGES)
        text = joined(pages_text(reader.pages))
    except (Refused, MemoryError):
        raise
    except Exception:  # pypdf has many errors for what no PDF should hold, and some of Python's own
        raise Refused("pdf.damaged") from None
    refuse_what_cannot_be_read(text)
    return text


def joined(pages: Iterator[str]) -> str:
    text = ""
    for page in pages:
        text += f"{page}\n"
        if len(text) > LONGEST:
            raise Refused("file.long", most=LONGEST)
    return text


def pages_text(pages: Iterable["pypdf.PageObject"]) -> Iterator[str]:
    """The text of each page; one that is read from the right is taken as it is seen, and turned round."""
    turned: set[int] = set()
    for page in pages:
        steps = Steps()
        if is_from_the_right(page.extract_text(visitor_text=steps.see)):
            turn_signs(page, turned)
            lines = page.extract_text(extraction_mode="layout").split("\n")
            yield "\n".join(map(from_the_right, lines))
        else:
            text = steps.text.replace("\u00ad", "-")  # the reader joins what a hyphen parts
            yield LABEL.sub(r"\g<0> ", GAPS.sub("", text))


def turn_signs(page: "pypdf.PageObject", turned: set[int]) -> None:
    """A sign of several letters has them in the order of reading; here they must stand as they are seen."""
    fonts = page.get("/Resources", {}).get_object().get("/Font", {}).get_object()
    for font in fonts.values():
        table = font.get_object().get("/ToUnicode")
        table = table.get_object() if table is not None else None
        if table is not None and hasattr(table, "set_data") and id(table) not in turned:
            table.set_data(turned_signs(table.get_data()))
            turned.add(id(table))


def refuse_what_cannot_be_read(text: str) -> None:
    letters = sum(letter.isalpha() for letter in text)
    if len(LOST.findall(text)) > letters / 20 + LEAST:
        raise Refused("pdf.letters")
    if letters < LEAST:
        raise Refused("pdf.scanned")
