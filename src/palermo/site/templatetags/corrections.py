"""That a row of a list was corrected here, and the way to correct it."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from palermo.kit.corrections.records import Told

register = template.Library()


@register.simple_tag
def corrected(rows: Mapping[str, Told], table: str, key: str, may: Any = False) -> SafeString:
    """What the page of a row would say; `rows` are those of its table that people stand for."""
    found = rows.get(key) or Told(None, new=False, may=bool(may))
    if not (found.day or found.may):
        return SafeString("")
    context = {"correction": found, "table": table, "key": key}
    return render_to_string("site/components/corrected.html", context)
