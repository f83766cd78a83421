"""Names of WordprocessingML, and how its values are read."""

import re
from typing import Any

Element = Any  # of lxml, whose stubs call it by a private name
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def value(element: Element | None, *path: str) -> str | None:
    """The value of an element below another, by its names; None where it is not there."""
    for name in path:
        element = element.find(f"{W}{name}") if element is not None else None
    return None if element is None else element.get(f"{W}val", "")


def figure(said: str | None, otherwise: int) -> int:
    """A number of at most five digits."""
    return int(said) if said and re.fullmatch(r"[0-9]{1,5}", said) else otherwise


def is_on(element: Element | None, *path: str) -> bool:
    """Whether a property is set: its value may be left out."""
    said = value(element, *path)
    return said is not None and said.lower() not in ("0", "false", "off")
