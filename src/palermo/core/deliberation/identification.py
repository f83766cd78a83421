"""What an Akoma Ntoso document says of itself: which decision, of which body and day, in which language."""

import re
from xml.etree import ElementTree

from palermo.core.deliberation.due import last_day
from palermo.core.deliberation.records import Reading
from palermo.core.deliberation.words import words_of

CODES = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}  # of ISO 639-2
UNKNOWN = "0001-01-01"  # the schema wants a day
BODIES = {"A/RES": "unga", "S/RES": "unsc"}


def identify(above: ElementTree.Element, reading: Reading, kind: str, *, whole: bool = True) -> None:
    """The metadata of a document: the work, its expression in a language, and this file.

    Who is named in it is said once, in the `whole`.
    """
    meta = ElementTree.SubElement(above, "meta")
    identification = ElementTree.SubElement(meta, "identification", {"source": "#palermo"})
    day, language = day_of(reading), CODES[reading.language]
    work = "/".join(["/akn/un/statement", kind, *body_of(reading), day, number_of(reading)])
    expression = f"{work}/{language}@{day}"
    made = level(identification, "FRBRWork", f"{work}/!main", work, day)
    add(made, "FRBRcountry", "un")
    add(made, "FRBRsubtype", kind)
    add(made, "FRBRnumber", reading.symbol)
    add(made, "FRBRname", reading.title)
    made = level(identification, "FRBRExpression", f"{expression}/!main", expression, day)
    ElementTree.SubElement(made, "FRBRlanguage", {"language": language})
    made = level(identification, "FRBRManifestation", f"{expression}/!main.xml", f"{expression}.akn", day)
    add(made, "FRBRformat", "application/akn+xml")
    if not whole:
        return
    references = ElementTree.SubElement(meta, "references", {"source": "#palermo"})
    for key, name in (("un", "United Nations"), ("palermo", "Palermo")):
        ElementTree.SubElement(
            references,
            "TLCOrganization",
            {"eId": key, "href": f"/akn/ontology/organization/{key}", "showAs": name},
        )


def level(above: ElementTree.Element, name: str, this: str, uri: str, day: str) -> ElementTree.Element:
    made = ElementTree.SubElement(above, name)
    add(made, "FRBRthis", this)
    add(made, "FRBRuri", uri)
    ElementTree.SubElement(
        made, "FRBRdate", {"date": day, "name": "unknown" if day == UNKNOWN else "adoption"}
    )
    ElementTree.SubElement(made, "FRBRauthor", {"href": "#un"})
    return made


def add(above: ElementTree.Element, name: str, value: str) -> None:
    if value:
        ElementTree.SubElement(above, name, {"value": sayable(value)})


def sayable(value: str) -> str:
    """Without what no XML can hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", value)


def day_of(reading: Reading) -> str:
    """The day of adoption, where a whole one is printed."""
    year, month, day = words_of(reading.language).day_in(reading.date)
    found = last_day(year, month, day) if year and month and day else None
    return found.isoformat() if found else UNKNOWN


def body_of(reading: Reading) -> list[str]:
    """The part of an address that names the body; none where its symbol does not tell."""
    found = BODIES.get(reading.symbol[:5])
    return [found] if found else []


def number_of(reading: Reading) -> str:
    """The number in an address: 4-4, 660-1990; "nn" where none is printed."""
    plain = re.sub(r"^(?:[AS]/RES/|\w+ )", "", reading.symbol)
    return "-".join(re.findall(r"[A-Za-z0-9]+", plain)) or "nn"
