"""The page of a theme: what several instruments say of one subject, and what points there."""

from django.http import HttpResponse
from django.shortcuts import render

from palermo.core.language import NAMES
from palermo.kit.files import links
from palermo.kit.http import Request, today
from palermo.site.pointers import at_rows, pointers, pointers_table
from palermo.texts import queries
from palermo.texts.forms import LEVELS, listed, weights_of


def theme(request: Request, theme: str) -> HttpResponse:
    """What several instruments say of one subject, and what points there."""
    found = queries.theme(request.actor, theme)
    provisions = listed(request, theme=found.key)
    about = [each for each in queries.all_provisions(request.actor) if each.theme_id == found.key]
    keys = {each.key: each for each in about}
    every = {each.key: each for each in queries.all_provisions(request.actor)}
    pointing = [
        each
        for place, some in at_rows(pointers(request.actor, today()), every).items()
        if place in keys
        for each in some
    ]
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
        "count": len(about),
        "table": provisions.table.html(provisions.rows, stacked=True),
        "pointers": table.html(table.ordered(pointing), identifier="pointing") if pointing else "",
        "exports": links("texts:theme_export", found.key),
    }
    return render(request, "site/theme.html", context)
