"""Languages of decisions taken out again, and an imported decision with its last one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Missing
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.models import changed, record_change
from palermo.mandates.models import WORDS, Deliberation, FollowUp, Paragraph, Succession, Task
from palermo.mandates.services.importing import VERSIONS, held_decision, told


@transaction.atomic
def remove_version(key: str, language: str, *, by: Actor, at: datetime, why: str, seen: str) -> bool:
    """Take out a language of a decision; the decision goes with the last one, where nothing hangs on it.

    `seen` is the digest of the text that was seen. Answers whether the decision went. Raises Missing where
    it is not held, Conflict where another is held by now, or something hangs on a decision that would go.
    """
    check(by, Action.IMPORT_DECISIONS)
    decision = held_decision(key)
    held = {each.language: each for each in decision.versions.all()}
    if language not in held:
        raise Missing("version.missing", gettext_noop("This decision is not held in that language."))
    version = held[language]
    if version.digest != seen:
        raise Conflict(
            "version.changed",
            gettext_noop(
                "Another text was kept or taken out meanwhile. Nothing was changed now: look again."
            ),
        )
    values = told(version)
    version.delete()
    goes = decision.imported and len(held) == 1
    if goes:
        refuse_what_hangs_on(decision)
        decision.paragraphs.all().delete()
        decision.delete()
    record_change(VERSIONS, removed=[f"{key}/{language}"], by_people=True)
    changed("palermo.mandates")
    changed(WORDS)
    enter(by, "mandates.version_removed", f"mandates.version/{key}/{language}", at=at, values=values, why=why)
    return goes


def refuse_what_hangs_on(decision: Deliberation) -> None:
    """Raise Conflict where a claim, a task or a link points to a paragraph of it."""
    ours = Paragraph.objects.filter(deliberation=decision)
    hanging = (
        FollowUp.objects.filter(paragraph__in=ours).exists()
        or Task.objects.filter(paragraph__in=ours).exists()
        or Succession.objects.filter(later__in=ours).exists()
        or Succession.objects.filter(earlier__in=ours).exists()
    )
    if hanging:
        raise Conflict(
            "decision.needed",
            gettext_noop("Follow-ups, tasks or links stand on this decision, so its last text stays."),
        )
