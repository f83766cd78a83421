"""Decisions, what they ask and what came of it: invented."""

from datetime import date
from typing import Any

from palermo.mandates.models import (
    Addressee,
    Deliberation,
    FollowUp,
    LanguageVersion,
    Mandate,
    Paragraph,
    PrintedParagraph,
    Reminder,
    Succession,
    Task,
)
from tests.factories.common import MOMENT, put, words
from tests.factories.records import session, user


def deliberation(key: str = "x-1", **values: Any) -> Deliberation:
    at = values.pop("session", None) or session()
    defaults = {
        "kind": "decision",
        "symbol": "Decision X/1",
        "adopted": date(2010, 1, 8),
        "titles": words("Decision"),
    }
    return put(Deliberation, key, body=at.body, session=at, **(defaults | values))


def paragraph(**values: Any) -> Paragraph:
    of = values.pop("deliberation", None) or deliberation()
    key = values.pop("key", f"{of.key}/a")
    defaults = {"label": "a", "order": 1, "kind": "operative", "addressee": "none"}
    return put(Paragraph, key, **{"deliberation": of, **defaults, **values})


def mandate(**values: Any) -> Mandate:
    row = values.pop("paragraph", None) or paragraph()
    defaults = {"deliberation": row.deliberation, "order": row.order}
    return Mandate.objects.get_or_create(paragraph=row, defaults={**defaults, **values})[0]


def addressee(**values: Any) -> Addressee:
    return Addressee.objects.create(
        **{"mandate": values.pop("mandate", None) or mandate(), "order": 1, "kind": "none"} | values
    )


def language_version(**values: Any) -> LanguageVersion:
    defaults = {"language": "en", "content": "Words.", "file_name": "x.txt", "digest": "0" * 64}
    of = values.pop("deliberation", None) or deliberation()
    language = values.pop("language", defaults.pop("language"))
    given = {"imported_at": MOMENT, **defaults, **values}
    return LanguageVersion.objects.get_or_create(deliberation=of, language=language, defaults=given)[0]


def printed_paragraph(**values: Any) -> PrintedParagraph:
    version = values.pop("version", None) or language_version()
    row = values.pop("paragraph", None) or paragraph(deliberation=version.deliberation)
    defaults = {"language": version.language, "words": "Words.", "start": 0, "end": 6}
    return PrintedParagraph.objects.create(**{"version": version, "paragraph": row, **defaults, **values})


def follow_up(**values: Any) -> FollowUp:
    row = values.pop("paragraph", None) or paragraph()
    defaults = {"claimant": "secretariat", "status": "done", "as_at": MOMENT.date(), "language": "en"}
    return FollowUp.objects.create(**{"paragraph": row, "recorded_at": MOMENT, **defaults, **values})


def succession(**values: Any) -> Succession:
    earlier = values.pop("earlier", None) or paragraph()
    later = values.pop("later", None) or paragraph(
        deliberation=deliberation("x-2", symbol="Decision X/2"), key="x-2/a"
    )
    defaults = {"kind": "repeats", "recorded_at": MOMENT}
    return Succession.objects.create(**{"earlier": earlier, "later": later, **defaults, **values})


def task(**values: Any) -> Task:
    row = values.pop("paragraph", None) or paragraph()
    owner = values.pop("owner", None) or user()
    return Task.objects.create(
        **{"paragraph": row, "owner": owner, "product": "A report", "recorded_at": MOMENT, **values}
    )


def reminder(**values: Any) -> Reminder:
    row = values.pop("paragraph", None) or paragraph()
    return Reminder.objects.create(
        **{"user": values.pop("user", None) or user(), "paragraph": row, "step": 0, "sent_at": MOMENT}
        | values
    )
