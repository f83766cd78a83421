"""What came of what a paragraph asks: claims, tasks of the Secretariat, and who was reminded of what."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from palermo.actors.models import Organization, State, User
from palermo.core.language import LANGUAGES
from palermo.kit.models import Versioned, one_of
from palermo.mandates.models.decisions import Paragraph


class Claimant(models.TextChoices):
    """Who claims that something came of a paragraph."""

    STATE = "state", pgettext_lazy("claimant", "a State")
    ORGANIZATION = "organization", pgettext_lazy("claimant", "an organization")
    SECRETARIAT = "secretariat", pgettext_lazy("claimant", "the Secretariat")


class FollowUpStatus(models.TextChoices):
    """What a claimant says came of a paragraph. That nobody said anything is none of them."""

    DONE = "done", pgettext_lazy("follow-up", "done")
    PARTLY = "partly", pgettext_lazy("follow-up", "partly done")
    UNDER_WAY = "under_way", pgettext_lazy("follow-up", "under way")
    NOT_STARTED = "not_started", pgettext_lazy("follow-up", "not started")
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("follow-up", "does not apply")
    UNKNOWN = "unknown", pgettext_lazy("follow-up", "cannot say yet")


class FollowUp(Versioned):
    """A claim: who says what came of a paragraph, as at which day, and what shows it.

    Several stand side by side.
    """

    Claimant = Claimant
    Status = FollowUpStatus

    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="follow_ups")
    claimant = models.CharField(max_length=12, choices=Claimant.choices)
    state = models.ForeignKey(State, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=14, choices=FollowUpStatus.choices)
    as_at = models.DateField()
    words = models.TextField(blank=True)
    language = models.CharField(max_length=2)  # of the words
    evidence = models.TextField(blank=True)  # symbols, titles or addresses, one a line
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["-as_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "paragraph"], name="follow_up_by_state")]
        constraints: ClassVar = [
            one_of("claimant", Claimant, "follow_up_claimant_is_known"),
            one_of("status", FollowUpStatus, "follow_up_status_is_known"),
            one_of("language", LANGUAGES, "follow_up_language_is_known"),
            models.CheckConstraint(
                condition=Q(claimant="state", state__isnull=False, organization=None)
                | Q(claimant="organization", state=None, organization__isnull=False)
                | Q(claimant="secretariat", state=None, organization=None),
                name="follow_up_has_its_claimant",
            ),
        ]


class Succession(models.Model):
    """A paragraph that stands in the place of an earlier one, or took it in; both stay where they are."""

    class Kind(models.TextChoices):
        """What the later paragraph does to the earlier."""

        SUPERSEDES = "supersedes", pgettext_lazy("succession", "supersedes")
        MERGES = "merges", pgettext_lazy("succession", "takes in")
        REPEATS = "repeats", pgettext_lazy("succession", "asks again")

    later = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="earlier_ones")
    earlier = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="later_ones")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["later", "earlier"], name="succession_is_one_a_pair"),
            models.CheckConstraint(
                condition=~Q(later=models.F("earlier")), name="succession_is_of_two_paragraphs"
            ),
            one_of("kind", ["supersedes", "merges", "repeats"], "succession_kind_is_known"),
        ]


class TaskStatus(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", pgettext_lazy("task", "open")
    DONE = "done", pgettext_lazy("task", "done")
    DROPPED = "dropped", pgettext_lazy("task", "dropped")


class Task(Versioned):
    """What the Secretariat does of a paragraph: who, which product, until when, and what reports it back."""

    Status = TaskStatus

    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="tasks")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tasks")
    product = models.CharField(max_length=300)
    due = models.DateField(null=True, blank=True)
    reports_back = models.CharField(max_length=60, blank=True)  # symbol of the document
    status = models.CharField(max_length=8, choices=TaskStatus.choices, default="open")
    ended_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["due", "pk"]
        constraints: ClassVar = [one_of("status", TaskStatus, "task_status_is_known")]


class Reminder(models.Model):
    """That a person was reminded of a paragraph, or of a task, at one step of the ladder: never twice."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    step = models.SmallIntegerField()  # days after what was due; before it, below zero
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "paragraph", "step"],
                condition=Q(task=None),
                name="reminder_of_paragraph_is_one_a_step",
            ),
            models.UniqueConstraint(fields=["user", "task", "step"], name="reminder_of_task_is_one_a_step"),
        ]
