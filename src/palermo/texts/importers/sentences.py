"""What looks wrong in a text, in sentences."""

from typing import Any

from django.utils.translation import gettext, gettext_noop

from palermo.core.citation import Citation
from palermo.core.language import NAMES
from palermo.core.treaty_text import Doubt
from palermo.kit.templatetags.kit import here

SENTENCES = {
    "article.order": gettext_noop("Article %(number)s stands after article %(before)s."),
    "article.twice": gettext_noop("Article %(number)s stands here a second time."),
    "article.unnumbered": gettext_noop("The number of article “%(printed)s” cannot be read."),
    "article.empty": gettext_noop("Nothing stands in article %(number)s."),
    "article.missing": gettext_noop("The file has no article %(number)s."),
    "article.unknown": gettext_noop("The instrument has %(count)s articles, not an article %(number)s."),
    "number.jump": gettext_noop("“%(printed)s” does not follow what is before it (%(citation)s)."),
    "number.twice": gettext_noop("“%(printed)s” stands here a second time (%(citation)s)."),
    "words.missing": gettext_noop("No words follow “%(printed)s” (%(citation)s)."),
    "provision.missing": gettext_noop("The file words nothing at %(citation)s, which is summarized here."),
    "language.script": gettext_noop("Most letters are not those of the language named: %(language)s."),
    "language.words": gettext_noop(
        "The words look like %(found)s, not like the language named: %(language)s."
    ),
    "language.stated": gettext_noop("The file says that it is in “%(stated)s”, not in %(language)s."),
    "character.control": gettext_noop("A control character (%(code)s) stands here."),
    "character.direction": gettext_noop(
        "A character that turns the direction of writing (%(code)s) stands here."
    ),
}


def sentence(doubt: Doubt) -> str:
    """A doubt in the reader's language."""
    values: dict[str, Any] = dict(doubt.values)
    if number := values.get("number"):
        values["citation"] = Citation.at(str(number)).printed(here())
    for name in ("language", "found"):
        if name in values:
            values[name] = NAMES[values[name]]
    return gettext(SENTENCES[doubt.code]) % values
