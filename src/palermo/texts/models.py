"""Instruments, and their provisions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from palermo.core.provenance import Confidence
from palermo.kit.models import Provenance, TextInLanguages, Versioned, one_of


class Instrument(Provenance, Versioned):
    """A treaty, with the rules by which it enters into force."""

    key = models.SlugField(primary_key=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="protocols"
    )
    order = models.PositiveSmallIntegerField()
    titles = TextInLanguages()
    short_titles = TextInLanguages()
    adopted = models.DateField()
    adopted_by = models.CharField(max_length=40)
    article_count = models.PositiveSmallIntegerField()
    deposits_required = models.PositiveSmallIntegerField()
    first_delay_days = models.PositiveSmallIntegerField()
    later_delay_days = models.PositiveSmallIntegerField()
    withdrawal_delay_months = models.PositiveSmallIntegerField()
    depositary_reference = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [one_of("confidence", Confidence, "instrument_confidence_is_known")]


class ProvisionWeight(models.TextChoices):
    """How strongly a provision binds a State."""

    SHALL = "shall", pgettext_lazy("weight", "shall")
    CONSIDER = "consider", pgettext_lazy("weight", "shall consider or endeavour")
    MAY = "may", pgettext_lazy("weight", "may")
    NONE = "none", pgettext_lazy("weight", "lays no duty on a State")


class Provision(Provenance, Versioned):
    """An article; its paragraphs hang below it."""

    Weight = ProvisionWeight

    key = models.CharField(max_length=60, primary_key=True)  # tip-protocol/9
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="provisions")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    number = models.CharField(max_length=12)
    order = models.PositiveIntegerField()
    weight = models.CharField(max_length=8, choices=Weight.choices)
    headings = TextInLanguages()
    folded = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["instrument", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "order"], name="provision_order_is_unique"),
            one_of("weight", ProvisionWeight, "provision_weight_is_known"),
            one_of("confidence", Confidence, "provision_confidence_is_known"),
        ]
