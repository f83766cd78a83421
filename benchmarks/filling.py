"""5,000 invented decisions with 50,000 operative paragraphs, for a throw-away database."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from palermo.core.deliberation import ACTS
from palermo.core.language import Text, fold
from palermo.kit.models import changed
from palermo.mandates.models import (
    Addressee,
    Deliberation,
    LanguageVersion,
    Mandate,
    Paragraph,
    ParagraphAddressee,
    PrintedParagraph,
    Progress,
)

DECISIONS, EACH = 5000, 10
AT = datetime(2026, 1, 2, tzinfo=UTC)
SAID = {"source": "invented for a benchmark", "confidence": "derived"}
KINDS = [kind.value for kind in ParagraphAddressee if kind not in ("none", "state")]
NAMED = ("JPN", "FRA", "KEN", "PER", "NZL")
THEMES = ("victims", None, None)
WORDS = (
    *("measures", "lamps", "wells", "bridges", "records", "training", "schools", "ports", "seasons", "maps"),
    *("weights", "keepers", "harbours", "tables", "ledgers", "gardens", "rivers", "roads", "mills", "clocks"),
    *("letters", "boats", "towers", "markets", "fields", "tools", "lanterns", "signals"),
)
BATCH = 500


def fill() -> None:
    """Put them in; each paragraph stands in English and in French, and has one addressee to three."""
    chance = random.Random(44)
    with transaction.atomic():
        for first in range(0, DECISIONS, BATCH):
            put_in([decision(number, chance) for number in range(first, first + BATCH)], chance)
        changed("palermo.mandates")


def decision(number: int, chance: random.Random) -> Deliberation:
    day = date(1990, 1, 1) + timedelta(chance.randrange(13_000))
    titles = Text({"en": f"Invented decision {number}", "fr": f"Décision inventée {number}"})
    return Deliberation(
        key=f"x-{number}",
        kind=chance.choice(("decision", "resolution")),
        symbol=f"Decision X/{number}",
        adopted=day,
        year=day.year,
        imported=True,
        instrument_id=chance.choice(("tip-protocol", "untoc", None)),
        titles=titles,
        **SAID,
    )


def put_in(decisions: list[Deliberation], chance: random.Random) -> None:
    Deliberation.objects.bulk_create(decisions)
    versions = [
        LanguageVersion(
            deliberation=each,
            language=language,
            title=each.titles.in_(language),
            content="invented",
            file_name="invented.txt",
            digest="0" * 64,
            imported_at=AT,
        )
        for each in decisions
        for language in ("en", "fr")
    ]
    LanguageVersion.objects.bulk_create(versions)
    rows = [row for each in decisions for row in paragraphs(each, chance)]
    Paragraph.objects.bulk_create(rows, batch_size=BATCH)
    by_key = {each.key: each for each in decisions}
    Mandate.objects.bulk_create(
        [mandate(row, by_key[row.deliberation_id], chance) for row in rows], batch_size=BATCH
    )
    Addressee.objects.bulk_create([to for row in rows for to in addressees(row, chance)], batch_size=BATCH)
    held = {(each.deliberation_id, each.language): each for each in versions}
    printed = [
        PrintedParagraph(
            version=held[row.deliberation_id, language],
            paragraph=row,
            language=language,
            words=words,
            start=0,
            end=len(words),
            folded=fold(words),
        )
        for row in rows
        for language, words in (("en", sentence(chance)), ("fr", sentence(chance)))
    ]
    PrintedParagraph.objects.bulk_create(printed, batch_size=BATCH)


def paragraphs(of: Deliberation, chance: random.Random) -> Iterator[Paragraph]:
    for order in range(1, EACH + 1):
        yield Paragraph(
            key=f"{of.key}/{order}",
            deliberation=of,
            label=str(order),
            order=order,
            kind="operative",
            printed=f"{order}.",
            act=chance.choice(ACTS),
            addressee="states",
            due=of.adopted and of.adopted + timedelta(chance.randrange(3000)) if order % 2 else None,
            **SAID,
        )


def mandate(row: Paragraph, of: Deliberation, chance: random.Random) -> Mandate:
    return Mandate(
        paragraph=row,
        deliberation=of,
        order=row.order,
        act=row.act,
        adopted=of.adopted,
        year=of.year,
        due=row.due,
        theme_id=chance.choice(THEMES),
        progress=chance.choice(Progress.values) if row.order % 5 == 0 else "unknown",
        standing="superseded" if row.order % 50 == 7 else "stands",
    )


def addressees(row: Paragraph, chance: random.Random) -> Iterator[Addressee]:
    for order, kind in enumerate(chance.sample(KINDS, chance.choice((1, 1, 2, 3))), 1):
        yield Addressee(mandate_id=row.pk, order=order, kind=kind)
    if row.order == 3:
        yield Addressee(mandate_id=row.pk, order=9, kind="state", state_id=chance.choice(NAMED))


def sentence(chance: random.Random) -> str:
    """Some forty words without meaning."""
    return f"{' '.join(chance.choices(WORDS, k=40)).capitalize()}."
