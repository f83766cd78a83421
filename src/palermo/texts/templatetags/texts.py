"""How strongly a provision binds, as it looks everywhere."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from palermo.kit.templatetags.kit import here
from palermo.texts.models import Provision

register = template.Library()


@register.simple_tag
def weight(value: str) -> SafeString:
    """Full bar, half, empty, with the words; a provision without a duty has no bar."""
    return weight_in(here(), value)


@cache  # a few weights in six languages, and hundreds of rows
def weight_in(_language: str, value: str) -> SafeString:
    """The same in the active language, which must be `_language`."""
    bar = SafeString("")
    if value != Provision.Weight.NONE:
        bar = format_html('<svg aria-hidden="true"><use href="#w-{}"/></svg>', value)
    return format_html('<span class="weight">{}{}</span>', bar, Provision.Weight(value).label)
