"""What a letter says of each thing that is due, in the language that is active."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palermo.core.language import long_date
from palermo.kit.templatetags.kit import here
from palermo.mandates.exports.words import called, paragraph_url, said
from palermo.mandates.models import Reminder

LONGEST = 300  # characters of what a paragraph says


def lines(rows: Iterable[Reminder], today: date, origin: str) -> Iterator[dict[str, Any]]:
    """What is due, in the language that is active: those of the earliest day first."""
    for row in rows:
        paragraph, due = row.paragraph, row.task.due if row.task else row.paragraph.mandate.due
        words = row.task.product if row.task else said(paragraph, paragraph.printed_in.all()).words
        yield {
            "name": called(paragraph, paragraph.deliberation),
            "words": " ".join(words.split())[:LONGEST],
            "task": bool(row.task),
            "when": when(due, today) if due else "",
            "link": origin + paragraph_url(paragraph) if origin else "",
        }


def when(due: date, today: date) -> str:
    """When it is or was due, as a reader counts."""
    days, language = (due - today).days, here()
    values = {"day": long_date(due, language), "count": abs(days)}
    if days == 0:
        return _("due today, %(day)s") % values
    if days > 0:
        return (
            ngettext("due on %(day)s, in %(count)s day", "due on %(day)s, in %(count)s days", days) % values
        )
    late = ngettext("was due on %(day)s, %(count)s day ago", "was due on %(day)s, %(count)s days ago", -days)
    return late % values
