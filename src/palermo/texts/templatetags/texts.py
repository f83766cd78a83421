"""How strongly a provision binds, as it looks everywhere."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from palermo.texts.models import Provision

register = template.Library()


@register.simple_tag
def weight(value: str) -> SafeString:
    """Full bar, half, empty, with the words; a provision without a duty has no bar."""
    bar = SafeString("")
    if value != Provision.Weight.NONE:
        bar = format_html('<svg aria-hidden="true"><use href="#w-{}"/></svg>', value)
    return format_html('<span class="weight">{}{}</span>', bar, Provision.Weight(value).label)
