"""A workbook, looked through before it is read: what it is, what it must not hold, and its one sheet."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from palermo.kit.incoming.grid import Grid, Refused
from palermo.kit.incoming.markup import RELATION, Attributes, Look, is_true, main
from palermo.kit.incoming.packages import plain
from palermo.kit.incoming.sheets import Survey
from palermo.kit.incoming.styles import Styles

TYPES, PACKAGE_RELATIONS = "[Content_Types].xml", "_rels/.rels"
# The main part of a package by its content type; "" is what is read.
OPEN, BOOK = "application/vnd.openxmlformats-officedocument.", "application/vnd.ms-excel."
MAIN_PARTS = {
    f"{OPEN}spreadsheetml.sheet.main+xml": "",
    f"{OPEN}spreadsheetml.template.main+xml": "",
    f"{BOOK}sheet.macroenabled.main+xml": "XLSM",
    f"{BOOK}template.macroenabled.main+xml": "XLTM",
    f"{BOOK}addin.macroenabled.main+xml": "XLAM",
    f"{BOOK}sheet.binary.macroenabled.main": "XLSB",
    f"{OPEN}wordprocessingml.document.main+xml": "DOCX",
    f"{OPEN}wordprocessingml.template.main+xml": "DOTX",
    "application/vnd.ms-word.document.macroenabled.main+xml": "DOCM",
    f"{OPEN}presentationml.presentation.main+xml": "PPTX",
    f"{OPEN}presentationml.slideshow.main+xml": "PPSX",
}
# Other archives, by a file that only they have.
ARCHIVES = {
    "meta-inf/manifest.xml": "ODS",
    "meta-inf/container.xml": "EPUB",
    "meta-inf/manifest.mf": "JAR",
    "androidmanifest.xml": "APK",
    "index/document.iwa": "Numbers",
}
# What a workbook must not hold: by the names of its parts, their types, and what is said to be tied to it.
MUST_NOT = {
    "book.macros": re.compile(r"vba(project|data|signature)|macrosheet|dialogsheet|xlmacro|intlmacro"),
    "book.links": re.compile(r"externallink|externalreference|attachedtemplate|ddelink"),
    "book.embedded": re.compile(
        r"/embeddings/|oleobject|activex|/ctrlprops?|/control$|/package$|customui|webext"
    ),
    "book.connections": re.compile(r"connections?(\.xml|\+xml|$)|querytable|/xmlmaps|/model/|powerquery"),
}


@dataclass(slots=True)
class Book:
    """The parts of a workbook, and what was seen in them."""

    parts: dict[str, bytes]
    look: Look
    types: dict[str, str] = field(default_factory=dict)  # the content type of each part, in small letters
    targets: dict[str, str] = field(default_factory=dict)  # the parts tied to the main one, by their keys
    sheets: list[tuple[str, str, str]] = field(default_factory=list)  # name, state, key
    surveys: dict[str, Survey] = field(default_factory=dict)  # of each part that is a sheet of cells
    part: str = ""  # the one that names the sheets
    styles: Styles = field(default_factory=Styles)
    from_1904: bool = False  # from which year it counts days

    def __post_init__(self) -> None:
        self.look.through(TYPES, self.parts.get(TYPES, b"<none/>"), self.at_type)
        self.part = self.main_part()
        self.refuse_dangers(self.parts)
        self.refuse_dangers(self.types.values())
        relations = relations_of(self.part)
        for name, content in self.parts.items():
            if name.lower().endswith(".rels"):
                self.look.through(name, content, self.at_tie if name == relations else self.at_other_tie)
            elif self.types.get(name, "").endswith("spreadsheetml.worksheet+xml"):
                self.surveys[name] = Survey()
                self.look.through(name, content, self.surveys[name].start)
            elif content and name not in (TYPES, self.part):
                self.look.through(name, content)
        self.look.through(self.part, self.parts[self.part], self.at_sheet)
        if styles := self.part_of_type("spreadsheetml.styles+xml"):
            self.look.through(styles, self.parts[styles], self.styles.start)

    def at_type(self, _tag: str, attributes: Attributes, _depth: int) -> None:
        part = attributes.get("PartName") or f"*.{attributes.get('Extension', '')}"
        self.types[part.removeprefix("/")] = attributes.get("ContentType", "").lower()

    def main_part(self) -> str:
        found = [(part, MAIN_PARTS[kind]) for part, kind in self.types.items() if kind in MAIN_PARTS]
        if not found:
            there = {name.lower() for name in self.parts}
            kinds = [kind for name, kind in ARCHIVES.items() if name in there]
            raise Refused("kind.other", kind=kinds[0]) if kinds else Refused("kind.archive")
        part, kind = found[0]
        if kind in ("XLSM", "XLTM", "XLAM"):
            raise Refused("book.macros")
        if kind:
            raise Refused("kind.other", kind=kind)
        if len(found) > 1 or not self.parts.get(part):
            raise Refused("book.damaged")
        return part

    def refuse_dangers(self, names: Iterable[str]) -> None:
        for name in names:
            for code, pattern in MUST_NOT.items():
                if pattern.search(name.lower()):
                    raise Refused(code, name=plain(name))

    def at_tie(self, tag: str, attributes: Attributes, depth: int) -> None:
        self.at_other_tie(tag, attributes, depth)
        if "Id" in attributes:
            self.targets[attributes["Id"]] = resolved(self.part, attributes.get("Target", ""))

    def at_other_tie(self, _tag: str, attributes: Attributes, _depth: int) -> None:
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        self.refuse_dangers([kind])
        # A link that a reader may click leads out, and does nothing by itself.
        if attributes.get("TargetMode", "").lower() == "external" and not kind.endswith("/hyperlink"):
            raise Refused("book.links", name=plain(target))

    def at_sheet(self, tag: str, attributes: Attributes, _depth: int) -> None:
        if main(tag) == "workbookPr":
            self.from_1904 = is_true(attributes, "date1904")
        elif main(tag) == "sheet":
            key = attributes.get(f"{RELATION} id", "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible"), key))

    def one_sheet(self, grid: Grid) -> tuple[str, Survey]:
        """The part of the only sheet that holds anything, and its survey. Raises Refused for more."""
        found = []
        for name, state, key in self.sheets:
            part = self.targets.get(key, "")
            if not self.parts.get(part):
                raise Refused("book.damaged")
            survey = self.surveys.get(part)
            if survey and survey.last_row:  # others are empty, or charts
                found.append((name, state, part, survey))
        if not found:
            raise Refused("file.no_rows")
        hidden = [name for name, state, *_ in found if state != "visible"]
        if hidden:
            raise Refused("book.hidden_sheet", name=plain(hidden[0]))
        if len(found) > 1:
            raise Refused(
                "book.sheets", count=len(found), names=", ".join(plain(each[0]) for each in found[:5])
            )
        part, survey = found[0][2:]
        if survey.rows > grid.limits.rows + 1:  # the head is one
            raise Refused("file.rows", most=grid.limits.rows)
        if survey.last_column > grid.limits.columns:
            raise Refused("file.columns", None, grid.limits.columns + 1, most=grid.limits.columns)
        survey.tell(grid)
        return part, survey

    def part_of_type(self, ending: str) -> str:
        """The first part of a content type that is there; "" where none is."""
        return next(
            (part for part, kind in self.types.items() if kind.endswith(ending) and part in self.parts), ""
        )


def relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolved(part: str, target: str) -> str:
    """The part that a target names, from where another part stands."""
    if target.startswith("/"):
        return posixpath.normpath(target[1:])
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
