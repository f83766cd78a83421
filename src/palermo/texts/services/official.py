"""The official texts that holders import: kept whole, replaced whole, taken out whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from palermo.core.actor import Actor
from palermo.core.errors import Conflict
from palermo.core.permissions import Action, check
from palermo.core.treaty_text import Doubt, Part
from palermo.journal.services import enter
from palermo.kit.incoming import staging
from palermo.kit.models import Upload, changed, record_change
from palermo.texts.models import OfficialText, Wording
from palermo.texts.queries import not_held

OFFICIAL_TEXTS = "palermo.texts/official_texts"  # what a change of them is recorded under


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file holds, before anything is saved: whose text it is, its parts, what looks wrong in it."""

    instrument: str  # its key
    language: str
    form: str  # plain, akoma-ntoso
    file_name: str
    digest: str  # SHA-256 of the file
    parts: Sequence[Part]  # their `raw`, one after the other, are the file
    articles: tuple[int, int]  # how many of the instrument's articles the file words, and how many it has
    provisions: tuple[int, int]  # how many of those that we summarize, and how many we do
    doubts: Sequence[Doubt]

    @property
    def characters(self) -> int:
        return sum(len(part.raw) for part in self.parts)


@transaction.atomic
def keep_text(
    plan: Plan,
    *,
    by: Actor,
    at: datetime,
    replace: bool = False,
    instead_of: str | None = None,
    why: str = "",
    upload: Upload | None = None,
) -> OfficialText:
    """Keep the official text that was planned, all of it or nothing; `replace` puts it in another's place.

    `instead_of` is the digest of that other, as it was seen; `upload` the file as it was staged, which goes.
    Raises Conflict where that text is held already, or another is by now, or the file is saved already.
    """
    check(by, Action.IMPORT_TEXTS)
    if upload is not None:
        staging.done(upload, by=by, at=at)
    key = f"{plan.instrument}/{plan.language}"
    held = OfficialText.objects.filter(instrument=plan.instrument, language=plan.language)
    before = [told(each) for each in held.select_for_update()] if replace else []
    if instead_of is not None:
        refuse_unseen(before, instead_of)
    replaced = bool(before and held.delete()[0])
    text = put_in(plan, key, at)
    record_change(
        OFFICIAL_TEXTS, added=() if replaced else [key], changed=[key] if replaced else (), by_people=True
    )
    changed("palermo.texts")
    values = {"before": before[0], "after": told(text)} if before else told(text)
    enter(by, "texts.text_kept", f"texts.official_text/{key}", at=at, values=values, why=why)
    return text


def put_in(plan: Plan, key: str, at: datetime) -> OfficialText:
    """The text with all its parts. Raises Conflict where one is held."""
    text = official_text(plan, at)
    try:
        with transaction.atomic():  # somebody else may keep it at the same time
            text.save(force_insert=True)
    except IntegrityError:
        raise Conflict(
            "official_text.held",
            "This text is held already: “%(key)s”. It is replaced only where that is said.",
            key=key,
        ) from None
    Wording.objects.bulk_create(wordings(text, plan.parts), batch_size=400)
    return text


def refuse_unseen(held: Sequence[dict[str, Any]], seen: str) -> None:
    """Raise Conflict unless what is held is what was seen, by its digest: "" where nothing was."""
    if (held[0]["sha256"] if held else "") != seen:
        raise Conflict(
            "official_text.changed",
            "Another text was kept or taken out meanwhile. Nothing was changed now: look again.",
        )


def told(text: OfficialText) -> dict[str, Any]:
    """What the journal keeps of a text: never its words."""
    return {"file": text.file_name, "sha256": text.digest, "characters": text.characters}


def official_text(plan: Plan, at: datetime) -> OfficialText:
    return OfficialText(
        instrument_id=plan.instrument,
        language=plan.language,
        file_name=plan.file_name,
        digest=plan.digest,
        characters=plan.characters,
        imported_at=at,
    )


def wordings(text: OfficialText, parts: Sequence[Part]) -> Iterator[Wording]:
    for order, part in enumerate(parts, 1):
        yield Wording(
            text=text,
            order=order,
            kind=part.kind,
            number=part.number,
            printed=part.printed,
            heading=part.heading,
            words=part.words,
            raw=part.raw,
        )


@transaction.atomic
def remove_text(
    instrument_key: str, language: str, *, by: Actor, at: datetime, why: str = "", seen: str | None = None
) -> None:
    """Take out an official text with all its parts. Raises Missing where it is not held.

    `seen` is the digest of the one that was seen. Raises Conflict where another is held by now.
    """
    check(by, Action.IMPORT_TEXTS)
    held = OfficialText.objects.filter(instrument=instrument_key, language=language)
    key = f"{instrument_key}/{language}"
    before = [told(each) for each in held.select_for_update()]
    if not before:
        raise not_held(instrument_key, language)
    if seen is not None:
        refuse_unseen(before, seen)
    held.delete()
    record_change(OFFICIAL_TEXTS, removed=[key], by_people=True)
    changed("palermo.texts")
    enter(by, "texts.text_removed", f"texts.official_text/{key}", at=at, values=before[0], why=why)
