"""The changes as a feed: Atom (RFC 4287), a page of it at a time (RFC 5005)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _
from lxml import etree

from palermo.core.language import explained
from palermo.kit.templatetags.kit import here
from palermo.site.opendata.archive import stamp
from palermo.site.opendata.changes import named, page_of, summary, title_of

TYPE = "application/atom+xml"
ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CANNOT_BE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


def made(space: str, tag: str, *inside: Any, **attributes: str) -> Any:
    """An element with words and elements in it."""
    names = {None: space}  # the default, which the stubs do not know
    found = etree.Element(f"{{{space}}}{tag}", attributes, nsmap=names)  # type: ignore[arg-type]
    for each in inside:
        if isinstance(each, str):
            found.text = plain(each)
        else:
            found.append(each)
    return found


def atom(tag: str, *inside: Any, **attributes: str) -> Any:
    return made(ATOM, tag, *inside, **attributes)


def feed(page: Page[Any], host: str, absolute: Callable[[str], str], newest: datetime | None) -> bytes:
    """A page of the changes, the newest first; `host` makes the names of feed and entries this server's."""
    url = absolute(reverse("feed"))
    found = atom(
        "feed",
        atom("id", identifier(host, "changes")),
        atom("title", _("Palermo: changes of the public records")),
        atom("updated", stamp(newest or BEFORE_ALL)),
        atom("author", atom("name", "Palermo")),
        atom("link", rel="alternate", type="text/html", href=absolute(reverse("changes"))),
        *(atom("link", rel=rel, type=TYPE, href=f"{url}{query}") for rel, query in places(page)),
        *(entry(each, host, absolute) for each in page.object_list),
    )
    found.set(XML_LANG, here())
    return etree.tostring(found, xml_declaration=True, encoding="utf-8", pretty_print=True)


def places(page: Page[Any]) -> list[tuple[str, str]]:
    """Where this page of the feed is, and those around it."""
    last = page.paginator.num_pages
    found = [("self", page.number), ("first", 1), ("last", last)]
    if page.has_previous():
        found.append(("previous", page.previous_page_number()))
    if page.has_next():
        found.append(("next", page.next_page_number()))
    return [(rel, f"?page={number}" if number > 1 else "") for rel, number in found]


def identifier(host: str, what: str) -> str:
    """A name that stays (RFC 4151)."""
    authority = re.sub(r"[^a-z0-9.-]", "", host.lower().partition(":")[0]) or "localhost"
    return f"tag:{authority},2026:{here()}/{what}"


def entry(change: Any, host: str, absolute: Callable[[str], str]) -> Any:
    title, said = title_of(change.subject), summary(change)
    lines = [said, *(explained(word, keys, here()) for word, keys in named(change))]
    body = made(XHTML, "div", *(made(XHTML, "p", line) for line in lines))
    return atom(
        "entry",
        atom("id", identifier(host, f"changes/{change.pk}")),
        atom("title", explained(title, said, here())),
        atom("updated", stamp(change.at)),
        atom("link", rel="alternate", type="text/html", href=absolute(page_of(change.subject))),
        atom("category", term=plain(change.subject), label=plain(title)),
        atom("content", body, type="xhtml"),
    )


def plain(words: str) -> str:
    """Without what no XML may hold."""
    return CANNOT_BE.sub("\ufffd", words)
