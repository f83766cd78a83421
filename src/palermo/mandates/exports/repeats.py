"""What asks the same as a paragraph, in words: each with its year and what both say."""

from collections.abc import Iterable
from typing import Any

from palermo.core.language import comma_separated
from palermo.kit.templatetags.kit import here
from palermo.mandates.exports.words import called, paragraph_url, said_of, shortened
from palermo.mandates.queries.repeats import Repeat


def told(rows: Iterable[Repeat]) -> list[dict[str, Any]]:
    return [
        {
            "name": called(each.row.paragraph, each.row.deliberation),
            "url": paragraph_url(each.row.paragraph),
            "year": each.row.year,
            "said": said_of(each.row),
            "words": shortened(said_of(each.row).words),
            "shared": comma_separated(dict.fromkeys(each.shared), here()),
        }
        for each in rows
    ]


def years_of(own: int | None, rows: Iterable[Repeat]) -> str:
    """The years in which it was asked, its own included; "" where there is but one."""
    years = sorted({year for year in (own, *(each.row.year for each in rows)) if year})
    return comma_separated(map(str, years), here()) if len(years) > 1 else ""
