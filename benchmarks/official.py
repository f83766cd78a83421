"""Invented official texts, as long as real ones, so that articles are measured with the words beside them."""

from datetime import UTC, datetime

from palermo.cli.facts import INSTALLATION
from palermo.core.treaty_text import read
from palermo.texts import queries
from palermo.texts.importers.plans import plan_text
from palermo.texts.services import keep_text

SENTENCE = "Each lighthouse keeper shall trim every lamp before the evening, unless the fog has gone. "
AT = datetime(2026, 1, 1, tzinfo=UTC)


def hold(instrument: str, *languages: str) -> None:
    """Keep an official text of the instrument in each language: three sentences at each of our provisions."""
    lines = ["An invented treaty", ""]
    for row in queries.provisions(INSTALLATION, instrument):
        citation = row.citation
        if row.parent_id is None:
            lines += [f"Article {citation.article}", "", "Lamps", ""]
        else:
            lines += [f"{citation.marker('en')} {SENTENCE * 3}", ""]
    text = "\n".join(lines)
    assert read(text)
    for language in languages:
        plan = plan_text(INSTALLATION, text.encode(), instrument, language, "invented.txt")
        keep_text(plan, by=INSTALLATION, at=AT)
