"""./palermo translations: collect the interface strings into the six catalogues; --check only looks."""

import argparse
import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from palermo.cli import catalogues, strings
from palermo.core.language import LANGUAGES

ROOT = Path(__file__).parent.parent
PLACE = re.compile(r"%\(\w+\)s")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./palermo translations", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; say what is stale or missing")
    options = parser.parse_args(arguments)
    template = strings.collect(ROOT)
    problems = [
        line for language in LANGUAGES for line in bring_up_to_date(language, template, options.check)
    ]
    print("\n".join(problems) or f"{len(template)} strings, complete in {len(LANGUAGES)} languages.")
    return 1 if problems else 0


def bring_up_to_date(language: str, template: Catalog, only_look: bool) -> list[str]:
    """Merge the strings into one catalogue; answers a line for each that is stale, missing or wrong."""
    path = catalogues.LOCALE / language / "LC_MESSAGES" / "django.po"
    if path.exists():
        with path.open("rb") as read:
            catalogue = read_po(read, locale=language, domain="django")
    else:
        catalogue = Catalog(locale=language, domain="django", project="Palermo")
    before = {message.id for message in catalogue if message.id}
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    after = {message.id for message in catalogue if message.id}
    problems = [f"{language}: new, not yet collected: {what}" for what in sorted(map(str, after - before))]
    problems += [f"{language}: no longer used: {what}" for what in sorted(map(str, before - after))]
    if not only_look:
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        catalogue.header_comment = f"# Palermo: interface strings in {catalogue.locale.english_name}."
        out = io.BytesIO()
        write_po(out, catalogue, width=110, sort_output=True, omit_header=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(out.getvalue())
        problems = []
    return problems + [line for message in catalogue for line in faults(language, message, catalogue)]


def faults(language: str, message: object, catalogue: Catalog) -> list[str]:
    """What is missing or wrong in one translation. English may stay empty: its words are the key itself."""
    if not message.id:  # type: ignore[attr-defined]
        return []
    words = message.string  # type: ignore[attr-defined]
    missing = not all(words) if isinstance(words, tuple) else not words
    if missing or message.fuzzy:  # type: ignore[attr-defined]
        return [] if language == "en" else [f"{language}: not translated: {message.id}"]  # type: ignore[attr-defined]
    wrong = [str(error) for error in message.check(catalogue)]  # type: ignore[attr-defined]
    wrong += [f"leaves out {place}" for place in left_out(message.id, words)]  # type: ignore[attr-defined]
    return [f"{language}: {error}: {message.id}" for error in wrong]  # type: ignore[attr-defined]


def left_out(original: str | tuple[str, ...], words: str | tuple[str, ...]) -> list[str]:
    """Named places that a translation lacks.

    Of plural forms only the last needs all of them: the others may say a number in words.
    """
    asked, given = (found if isinstance(found, str) else found[-1] for found in (original, words))
    return sorted(set(PLACE.findall(asked)) - set(PLACE.findall(given)))
