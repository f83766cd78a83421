"""How the cells of a workbook are shown, so far as it tells a date from a number."""

from dataclasses import dataclass, field

from palermo.kit.incoming.markup import Attributes, main
from palermo.kit.incoming.sheets import whole


@dataclass(slots=True)
class Styles:
    """The formats of numbers that a workbook has of its own, and which format each style of cells has."""

    formats: dict[int, str] = field(default_factory=dict)
    cells: list[int] = field(default_factory=list)
    group: str = ""  # the part of the file that it is in

    def start(self, tag: str, attributes: Attributes, depth: int) -> None:
        name = main(tag)
        if depth == 2:
            self.group = name
        elif depth == 3 and (self.group, name) == ("numFmts", "numFmt"):
            self.formats[whole(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif depth == 3 and (self.group, name) == ("cellXfs", "xf"):
            self.cells.append(whole(attributes.get("numFmtId", "0")))
