"""Treaty acts, declarations, how far the record goes, and what comes next for those that are no parties."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from palermo.actors.models import Delegation, Organization, State
from palermo.core import treaty
from palermo.core.provenance import Confidence
from palermo.kit.models import Provenance, TextInLanguages, Versioned, one_of
from palermo.texts.models import Instrument

ONE_PARTICIPANT = Q(state__isnull=False, organization__isnull=True) | Q(
    state__isnull=True, organization__isnull=False
)


HELD_TRUE = Q(known_until=None, replaced_by=None, reason="")


class Act(Provenance, Versioned):
    """A signature, a consent to be bound, or a withdrawal, by one State or organization.

    What turns out to be wrong is corrected by another row, or withdrawn, and stays: it tells what was known
    before. Only acts without a day in `known_until` are held true.
    """

    class Kind(models.TextChoices):
        SIGNATURE = "signature", pgettext_lazy("treaty act", "Signature")
        RATIFICATION = "ratification", pgettext_lazy("treaty act", "Ratification")
        ACCEPTANCE = "acceptance", pgettext_lazy("treaty act", "Acceptance")
        APPROVAL = "approval", pgettext_lazy("treaty act", "Approval")
        ACCESSION = "accession", pgettext_lazy("treaty act", "Accession")
        SUCCESSION = "succession", pgettext_lazy("treaty act", "Succession")
        WITHDRAWAL = "withdrawal", pgettext_lazy("treaty act", "Withdrawal")

    key = models.CharField(max_length=80, unique=True)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="acts")
    state = models.ForeignKey(State, on_delete=models.PROTECT, null=True, blank=True, related_name="acts")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    date = models.DateField()
    known_until = models.DateField(null=True, blank=True)  # from that day on it is held true no longer
    replaced_by = models.OneToOneField(  # nothing where it was withdrawn
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    reason = models.TextField(blank=True)  # why it is held true no longer

    class Meta:
        indexes: ClassVar = [models.Index(fields=["instrument", "date"], name="act_by_instrument_and_day")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_PARTICIPANT, name="act_has_one_participant"),
            models.CheckConstraint(
                condition=HELD_TRUE | (Q(known_until__isnull=False) & ~Q(reason="")),
                name="act_held_true_no_longer_says_why",
            ),
            models.CheckConstraint(
                condition=Q(known_until=None) | Q(as_of=None) | Q(known_until__gte=F("as_of")),
                name="act_ends_after_it_is_known",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("pk")),
                name="act_is_not_replaced_by_itself",
            ),
            one_of("kind", treaty.Kind, "act_kind_is_known"),
            one_of("confidence", Confidence, "act_confidence_is_known"),
        ]


class Declaration(Provenance, Versioned):
    """What a participant said beside its act: a reservation, a declaration, an objection, a notice."""

    class Kind(models.TextChoices):
        RESERVATION = "reservation", pgettext_lazy("treaty act", "Reservation")
        DECLARATION = "declaration", pgettext_lazy("treaty act", "Declaration")
        OBJECTION = "objection", pgettext_lazy("treaty act", "Objection")
        TERRITORIAL_NOTICE = "territorial_notice", pgettext_lazy("treaty act", "Territorial notice")
        ACCEPTANCE = (
            "acceptance_of_jurisdiction",
            pgettext_lazy("treaty act", "Acceptance of dispute settlement"),
        )
        DESIGNATION = "designation", pgettext_lazy("treaty act", "Designation of an authority")
        WITHDRAWAL = "withdrawal_of_reservation", pgettext_lazy("treaty act", "Withdrawal of a reservation")

    class Effect(models.TextChoices):
        """What has become of it by a day: computed, never stored."""

        STANDS = "stands", pgettext_lazy("effect of a declaration", "Stands")
        AWAITS_CONSENT = (
            "awaits_consent",
            pgettext_lazy("effect of a declaration", "Made at signature; still to be confirmed"),
        )
        ONLY_AS_CONFIRMED = (
            "only_as_confirmed",
            pgettext_lazy("effect of a declaration", "Made at signature; stands so far as confirmed later"),
        )
        WITHDRAWN = "withdrawn", pgettext_lazy("effect of a declaration", "Withdrawn")
        FALLEN = "fallen", pgettext_lazy("effect of a declaration", "No longer in effect")

    key = models.CharField(max_length=80, unique=True)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="declarations")
    state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="declarations"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="declarations"
    )
    kind = models.CharField(max_length=28, choices=Kind.choices)
    provisions = models.CharField(max_length=200, blank=True)  # space-separated, e.g. tip-protocol/15/2
    date = models.DateField(null=True, blank=True)
    occasion = models.CharField(max_length=12, choices=Act.Kind.choices, blank=True)
    about = models.ForeignKey(  # the reservation that an objection answers, or that is withdrawn
        "self", on_delete=models.PROTECT, to_field="key", null=True, blank=True, related_name="answers"
    )
    summaries = TextInLanguages()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_PARTICIPANT, name="declaration_has_one_participant"),
            one_of("kind", treaty.StatementKind, "declaration_kind_is_known"),
            one_of("occasion", ["", *treaty.Kind], "declaration_occasion_is_known"),
            one_of("confidence", Confidence, "declaration_confidence_is_known"),
        ]


class Completeness(Provenance, Versioned):
    """The day up to which an instrument's acts are complete; after it, no act means unknown."""

    instrument = models.OneToOneField(Instrument, on_delete=models.PROTECT, primary_key=True)
    complete_to = models.DateField()
    notes = TextInLanguages()

    class Meta:
        constraints: ClassVar = [one_of("confidence", Confidence, "completeness_confidence_is_known")]


class PublishedFor(models.TextChoices):
    """The time for which a count was published."""

    DAY = "day", pgettext_lazy("precision", "day")
    MONTH = "month", pgettext_lazy("precision", "month")


class PublishedCount(Provenance, Versioned):
    """How many signatories and parties somebody else counted, to check ours against."""

    Precision = PublishedFor

    key = models.CharField(max_length=60, primary_key=True)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="published_counts")
    as_at = models.DateField()  # the first day where the precision is a month
    precision = models.CharField(max_length=5, choices=Precision.choices)
    signatories = models.PositiveSmallIntegerField(null=True, blank=True)
    parties = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            one_of("precision", PublishedFor, "published_count_precision_is_known"),
            one_of("confidence", Confidence, "published_count_confidence_is_known"),
        ]


class NextStep(Versioned):
    """What is to be done next so that a State that is no party may become one; the Secretariat's alone.

    One at a time for each State and instrument; those that are done stay.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="next_steps")
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="next_steps")
    what = models.CharField(max_length=200)
    owner = models.ForeignKey(  # whoever replaced that person owns it now
        Delegation, on_delete=models.PROTECT, null=True, blank=True, related_name="next_steps"
    )
    due = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instrument", "state"],
                condition=Q(done_at=None),
                name="next_step_is_one_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="next_step_says_what"),
        ]
