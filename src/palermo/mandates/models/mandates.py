"""Mandates: operative paragraphs as lists have them, with what follows from other rows. Never set by hand."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from palermo.actors.models import Organization, State
from palermo.kit.models import one_of
from palermo.mandates.models.decisions import Deliberation, Paragraph, ParagraphAddressee
from palermo.texts.models import Theme


class Progress(models.TextChoices):
    """What is claimed of a paragraph, taken together; never set by hand."""

    UNKNOWN = "unknown", pgettext_lazy("progress", "unknown")
    NOT_STARTED = "not_started", pgettext_lazy("progress", "said not to be started")
    UNDER_WAY = "under_way", pgettext_lazy("progress", "said to be under way")
    DONE = "done", pgettext_lazy("progress", "said to be done")
    CONTESTED = "contested", pgettext_lazy("progress", "claims disagree")


class Standing(models.TextChoices):
    """Whether a paragraph still stands by itself."""

    STANDS = "stands", pgettext_lazy("standing", "stands")
    SUPERSEDED = "superseded", pgettext_lazy("standing", "superseded")
    MERGED = "merged", pgettext_lazy("standing", "taken into another")


class Mandate(models.Model):
    """An operative paragraph: what lists sort and filter by, kept in step by the services of this room."""

    Progress = Progress
    Standing = Standing

    paragraph = models.OneToOneField(
        Paragraph, on_delete=models.CASCADE, primary_key=True, related_name="mandate"
    )
    deliberation = models.ForeignKey(Deliberation, on_delete=models.CASCADE, related_name="mandates")
    order = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=12, blank=True)
    adopted = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    progress = models.CharField(max_length=12, choices=Progress.choices, default="unknown")
    standing = models.CharField(max_length=12, choices=Standing.choices, default="stands")

    class Meta:
        ordering: ClassVar = ["-year", "-adopted", "deliberation", "order"]
        indexes: ClassVar = [
            models.Index(fields=["-year", "-adopted", "deliberation", "order"], name="mandate_by_day"),
            models.Index(fields=["act", "-year", "-adopted", "deliberation", "order"], name="mandate_by_act"),
            models.Index(fields=["due"], name="mandate_by_due"),
            models.Index(fields=["progress"], name="mandate_by_progress"),
        ]
        constraints: ClassVar = [
            one_of("progress", Progress, "mandate_progress_is_known"),
            one_of("standing", Standing, "mandate_standing_is_known"),
        ]


class Addressee(models.Model):
    """A party that a mandate addresses: of a kind, or a State or an organization by its name."""

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="addressees")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ParagraphAddressee.choices)
    state = models.ForeignKey(State, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["mandate", "order"]
        indexes: ClassVar = [models.Index(fields=["kind", "mandate"], name="addressee_by_kind")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mandate", "order"], name="addressee_order_is_unique"),
            one_of("kind", ParagraphAddressee, "addressee_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(state=None) | models.Q(organization=None), name="addressee_is_at_most_one"
            ),
        ]
