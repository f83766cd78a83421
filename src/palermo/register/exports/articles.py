"""How many statements name each article: on the screen, and as a file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from palermo.core.language import Text
from palermo.kit.tables import Column
from palermo.kit.templatetags.kit import here
from palermo.register.exports.declarations import Row
from palermo.register.exports.places import Place, Titles
from palermo.register.exports.summaries import Narrowed, Summary
from palermo.register.models import Declaration

NONE = "none"  # of the filter of articles: no article named


@dataclass(frozen=True, slots=True)
class Article:
    """An article and how many statements name it; without a place, those that name none."""

    key: str
    place: Place | None
    name: str
    heading: str
    count: int
    standing: int


def articles(rows: Iterable[Row], titles: Titles, headings: Mapping[str, Text]) -> list[Article]:
    """In the order of the texts; last, the statements that name no article."""
    counts, stand, places = Counter[str](), Counter[str](), dict[str, Place]()
    for row in rows:
        named = {place.article: place for place in row.places}
        for key in named or [NONE]:
            counts[key] += 1
            stand[key] += row.declared.effect is Declaration.Effect.STANDS
        places |= {key: Place.at(key) for key in named}
    ordered = sorted(places.values(), key=titles.order)
    language = here()
    found = [
        Article(
            place.article,
            place,
            titles.printed(place, ""),
            headings.get(place.article, Text()).in_(language),
            counts[place.article],
            stand[place.article],
        )
        for place in ordered
    ]
    rest = Article(NONE, None, _("no article named"), "", counts[NONE], stand[NONE])
    return [*found, rest] if rest.count else found


def articles_table(request: HttpRequest, effect: str) -> Summary[Article]:
    narrowed = Narrowed(request, "article")

    def named(row: Article) -> SafeString:
        name = escape(row.name)
        return SafeString(f'<a href="{escape(row.place.url)}">{name}</a>' if row.place else name)

    return Summary(
        [
            Column[Article]("article", gettext_lazy("Article"), lambda row: row.name, named, heads=True),
            Column[Article]("heading", gettext_lazy("Heading"), lambda row: row.heading, css=""),
            Column[Article](
                "statements",
                pgettext_lazy("said beside treaty acts", "Statements"),
                lambda row: row.count,
                lambda row: narrowed.link(row.count, row.key),
                css="n",
            ),
            Column[Article]("standing", effect, lambda row: row.standing, css="n"),
            Column[Article]("key", gettext_lazy("Key"), lambda row: row.key, exported_only=True),
        ],
        request,
    )
