"""The XML of workbooks: document types and entities, what is not well formed, and encodings."""

from tests.assurance.hostile import books
from tests.assurance.hostile.books import BOOK, SHEET, STRINGS, STYLES, TIES_OF_BOOK, TYPES
from tests.assurance.hostile.made import Found, good_parts, made

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
DOCTYPES = {  # and what stands in the content
    "a billion laughs": (LAUGHS, "&l9;"),
    "one long entity": (f'<!DOCTYPE a [<!ENTITY a "{"x" * 50_000}">]>', "&a;" * 50_000),
    "a file": ('<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
    "another host": ('<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">', ""),
    "a parameter": ('<!DOCTYPE a [<!ENTITY % a SYSTEM "http://192.0.2.1/a"> %a;]>', ""),
    "no more than a name": ("<!DOCTYPE a>", ""),
}
ODD = (
    ("deep", "<a>" * 70 + "</a>" * 70, "book.depth"),
    ("deeper", "<a>" * 100_000 + "</a>" * 100_000, "book.depth"),
    ("not closed", "<a>", "book.markup"),
    ("an entity that is not there", "&b;", "book.markup"),
    ("a null", "\0", "book.markup"),
    ("a control", "&#7;", "book.markup"),
    ("half a letter", "&#xD800;", "book.markup"),
    ("a prefix that is not there", "<q:a/>", "book.markup"),
    ("an attribute twice", '<a b="" b=""/>', "book.markup"),
)
PLACES = [
    *(TYPES, "_rels/.rels", BOOK, TIES_OF_BOOK, SHEET, STRINGS, STYLES),
    *("docProps/app.xml", "xl/theme/theme1.xml"),
]


def markup() -> Found:
    for place in PLACES:
        content = str(good_parts().get(place, f"{books.HEAD}<a></a>"))
        for name, (doctype, entity) in DOCTYPES.items():
            altered = at_the_end(content.replace(books.HEAD, books.HEAD + doctype), entity)
            data = books.packed(good_parts() | {place: altered})
            yield made("entities", f"{name} in {place}", data, "book.doctype")
        for name, odd, code in ODD:
            data = books.packed(good_parts() | {place: at_the_end(content, odd)})
            yield made("XML", f"{name} in {place}", data, code)
        yield from encoded(place, content)


def at_the_end(content: str, more: str) -> str:
    """The content, with more in its last element."""
    at = content.rindex("</")
    return content[:at] + more + content[at:]


def encoded(place: str, content: str) -> Found:
    """A part in another encoding, or one that says so."""
    for encoding in ("utf-7", "idna", "rot13", "x-unknown", "utf-32", "cp037", "hex", "gb18030"):
        data = books.packed(good_parts() | {place: content.replace("UTF-8", encoding)})
        yield made("XML", f"{encoding} in {place}", data, "book.markup", or_whole=True)
    latin = books.packed(good_parts() | {place: content.encode() + b"<!-- \xe9 -->"})
    yield made("XML", f"Latin letters in {place}", latin, "book.markup")
    if place not in (TYPES, "_rels/.rels"):
        wide = content.replace("UTF-8", "UTF-16").encode("utf-16")
        yield made("XML", f"UTF-16 in {place} is right", books.packed(good_parts() | {place: wide}))
