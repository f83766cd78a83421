"""Decisions from their texts: kept all of it or nothing, in one language or beside those that are held."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Invalid, Missing
from palermo.core.language import Text, fold
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.incoming import staging
from palermo.kit.models import Upload, changed, record_change
from palermo.mandates.models import (
    WORDS,
    Addressee,
    Deliberation,
    LanguageVersion,
    Paragraph,
    ParagraphAddressee,
    PrintedParagraph,
)
from palermo.mandates.services.listing import list_paragraphs
from palermo.mandates.services.plans import Party, Plan, PlannedParagraph

VERSIONS = "palermo.mandates/versions"  # what a change of them is recorded under
LONGEST_SYMBOL = 60


@transaction.atomic
def keep_decision(
    plan: Plan, *, by: Actor, at: datetime, upload: Upload | None = None, last: bool = True
) -> LanguageVersion:
    """Put on record what was planned: a new decision, or another language of one that is there.

    `upload` is the file as it was staged; it goes with the `last` decision that it holds. Raises Conflict
    where that language is held already, or the file is saved, and Invalid where there is no decision in it.
    """
    check(by, Action.IMPORT_DECISIONS)
    if not plan.paragraphs:
        sentence = gettext_noop("Nothing of a decision or resolution was found in this text.")
        raise Invalid("decision.nothing", sentence)
    if upload is not None and last:
        staging.done(upload, by=by, at=at)
    new = not plan.of
    decision = put_in_decision(plan) if new else held_decision(plan.of)
    version = put_in_version(decision, plan, at)
    paragraphs = put_in_paragraphs(decision, plan) if new else rows_of(decision)
    PrintedParagraph.objects.bulk_create(printed_of(version, plan, paragraphs), batch_size=400)
    key = f"{decision.key}/{plan.language}"
    record_change(VERSIONS, added=[key], by_people=True)
    changed("palermo.mandates")
    changed(WORDS)
    act = "mandates.decision_imported" if new else "mandates.version_imported"
    enter(by, act, f"mandates.version/{key}", at=at, values=told(version))
    return version


def held_decision(key: str) -> Deliberation:
    """The decision, locked. Raises Missing where it is not on record."""
    found = Deliberation.objects.select_for_update().filter(key=key).first()
    if found is None:
        raise Missing(
            "deliberation.missing",
            "There is no decision or resolution “%(key)s” on record.",
            key=key[:40],
        )
    return found


def put_in_decision(plan: Plan) -> Deliberation:
    decision = Deliberation(
        key=plan.key,
        kind=plan.kind,
        symbol=plan.symbol[:LONGEST_SYMBOL],
        body_id=plan.body or None,
        session_id=plan.session or None,
        organ=plan.organ,
        adopted=plan.adopted,
        year=plan.adopted.year if plan.adopted else plan.year,
        imported=True,
        titles=Text({plan.language: plan.title}),
        source=plan.file_name,
        confidence="derived",
    )
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError:
        sentence = gettext_noop("The key “%(key)s” is taken. Give another.")
        raise Conflict("key.taken", sentence, key=plan.key[:60]) from None
    return decision


def put_in_version(decision: Deliberation, plan: Plan, at: datetime) -> LanguageVersion:
    version = LanguageVersion(
        deliberation=decision,
        language=plan.language,
        title=plan.title,
        symbol=plan.symbol[:LONGEST_SYMBOL],
        content=plan.content,
        file_name=plan.file_name,
        digest=plan.digest,
        imported_at=at,
    )
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError:
        raise Conflict(
            "version.held",
            gettext_noop("This decision is held in that language already. Take that text out first."),
        ) from None
    if not decision.titles.has(plan.language):
        texts = {**decision.titles.to_json(), plan.language: plan.title}
        if decision.imported and plan.title:
            decision.titles = Text.from_json(texts)
            decision.save_if_unchanged(decision.version, ["titles"])
    return version


def put_in_paragraphs(decision: Deliberation, plan: Plan) -> dict[str, Paragraph]:
    """The rows of a new decision by their labels, listed with their addressees."""
    rows = [paragraph_of(decision, order, each) for order, each in enumerate(plan.paragraphs, 1)]
    Paragraph.objects.bulk_create(rows, batch_size=400)
    made = {row.label: row for row in rows}
    list_paragraphs(rows)
    Addressee.objects.bulk_create(addressees_of(plan.paragraphs, made), batch_size=400)
    return made


def paragraph_of(decision: Deliberation, order: int, each: PlannedParagraph) -> Paragraph:
    return Paragraph(
        key=f"{decision.key}/{each.label}",
        deliberation=decision,
        label=each.label,
        parent=each.parent,
        order=order,
        kind=each.kind,
        printed=each.printed[:12],
        act=each.act,
        addressee=each.parties[0].kind if each.parties else ParagraphAddressee.NONE,
        due=each.due,
        provisions=" ".join(each.provisions)[:200],
        source=decision.source,
        confidence="derived",
        folded=fold(each.printed),
    )


def addressees_of(
    paragraphs: Iterable[PlannedParagraph], rows: Mapping[str, Paragraph]
) -> Iterator[Addressee]:
    for each in paragraphs:
        if each.kind == "operative":
            yield from addressees(rows[each.label], each.parties)


def addressees(row: Paragraph, parties: Sequence[Party]) -> Iterator[Addressee]:
    """Whom a paragraph addresses, in the order of its words; nobody is a kind as well."""
    for order, party in enumerate(parties or [Party(ParagraphAddressee.NONE)], 1):
        yield Addressee(
            mandate_id=row.pk,
            order=order,
            kind=party.kind,
            state_id=party.state or None,
            organization_id=party.organization or None,
        )


def rows_of(decision: Deliberation) -> dict[str, Paragraph]:
    return {row.label: row for row in Paragraph.objects.filter(deliberation=decision)}


def printed_of(
    version: LanguageVersion, plan: Plan, rows: Mapping[str, Paragraph]
) -> Iterator[PrintedParagraph]:
    """The words of each part that the record has; what it has not stays in the whole text alone."""
    for each in plan.paragraphs:
        if each.label in rows:
            yield PrintedParagraph(
                version=version,
                paragraph=rows[each.label],
                language=plan.language,
                words=each.words,
                verbs="; ".join(each.verbs),
                parties="; ".join(party.printed for party in each.parties),
                deadline=each.deadline,
                references="; ".join(each.references),
                start=each.start,
                end=each.end,
                folded=fold(each.words),
            )


def told(version: LanguageVersion) -> dict[str, Any]:
    """What the journal keeps of a text: never its words."""
    return {"file": version.file_name, "sha256": version.digest, "characters": len(version.content)}
