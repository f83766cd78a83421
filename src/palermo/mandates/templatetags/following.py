"""What came of a paragraph, in words, wherever a page shows it."""

from django import template

from palermo.mandates.exports.following import Shown
from palermo.mandates.queries.following import Following

register = template.Library()


@register.simple_tag
def shown(following: Following) -> Shown:
    """Claims and links of a paragraph as a page shows them."""
    return Shown(following)
