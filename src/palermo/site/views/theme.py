"""The page of a theme: what several instruments say of one subject, and what points there."""

from django.http import HttpResponse
from django.shortcuts import render

from palermo.core.language import NAMES
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, paged, today
from palermo.site.pointers import Pointer, at_rows, pointers, pointers_table
from palermo.texts import queries
from palermo.texts.forms import LEVELS, listed, weights_of

PAGE = 60  # today no theme has as many


def theme(request: Request, theme: str) -> HttpResponse:
    """What several instruments say of one subject, and what points there."""
    found = queries.theme(request.actor, theme)
    provisions = listed(request, theme=found.key)
    page = paged(request, provisions.rows, PAGE)
    about = [each for each in queries.all_provisions(request.actor) if each.theme_id == found.key]
    pointing = pointing_to(request, found.key)
    titles = {each.key: each.short_titles for each in queries.all_instruments(request.actor)}
    table = pointers_table(request)
    context = {
        "section": "texts",
        "theme": found,
        "themes": queries.themes(request.actor),
        "filters": provisions.filters,
        "instruments": [(key, titles[key]) for key in dict.fromkeys(each.instrument_id for each in about)],
        "levels": LEVELS.items(),
        "weights": weights_of(about),
        "names": NAMES.items(),
        "rows": provisions.rows,
        "page": page,
        "count": len(about),
        "table": provisions.table.html(list(page.object_list), stacked=True),
        "pointers": table.html(table.ordered(pointing), identifier="pointing") if pointing else "",
        "exports": links("texts:theme_export", found.key),
        "pointer_files": links("theme_pointers", found.key),
    }
    return render(request, "site/theme.html", context)


def theme_pointers(request: Request, theme: str, form: str) -> HttpResponse:
    key, table = queries.theme(request.actor, theme).key, pointers_table(request)
    return file_of(table, table.ordered(pointing_to(request, key)), form, f"theme-{key}-pointers")


def pointing_to(request: Request, theme: str) -> list[Pointer]:
    """What points to a provision of the theme, or to a place below it that has no row of its own."""
    rows = {each.key: each for each in queries.all_provisions(request.actor)}
    placed = at_rows(pointers(request.actor, today()), rows)
    return [
        each for key, some in placed.items() if key in rows and rows[key].theme_id == theme for each in some
    ]
