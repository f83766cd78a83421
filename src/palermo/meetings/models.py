"""Bodies, their sessions, what they adopted, and what they dealt with."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from palermo.core.provenance import Confidence
from palermo.kit.models import Provenance, TextInLanguages, Versioned, one_of
from palermo.texts.models import Instrument


class Body(Provenance, Versioned):
    """The Conference, one of its working groups, or another body of the United Nations."""

    key = models.SlugField(primary_key=True)
    order = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="organs")
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="bodies"
    )
    symbol_series = models.CharField(max_length=40, blank=True)
    established = models.CharField(max_length=60, blank=True)  # key of the outcome that set it up
    names = TextInLanguages()
    short_names = TextInLanguages()

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [one_of("confidence", Confidence, "body_confidence_is_known")]


class SessionKind(models.TextChoices):
    """What a session is to the Conference."""

    REGULAR = "regular", pgettext_lazy("session", "regular session")
    INTERSESSIONAL = "intersessional", pgettext_lazy("session", "intersessional meeting")
    DURING_CONFERENCE = "during_conference", pgettext_lazy("session", "meeting during the Conference")


class SessionPlace(models.TextChoices):
    """Where a session is held."""

    VIENNA = "vienna", pgettext_lazy("place", "Vienna")


class Session(Provenance, Versioned):
    """A session of the Conference, or a meeting of one of its groups."""

    Kind = SessionKind

    Place = SessionPlace

    key = models.SlugField(primary_key=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=20, choices=Place.choices, blank=True)
    report_symbol = models.CharField(max_length=60, blank=True)
    uncertain_fields = models.CharField(max_length=120, blank=True)  # space-separated names of fields above
    notes = TextInLanguages()
    folded = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["body", "start"], name="session_by_body_and_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(end=None) | models.Q(end__gte=models.F("start")),
                name="session_ends_after_it_starts",
            ),
            one_of("kind", SessionKind, "session_kind_is_known"),
            one_of("place", ["", *SessionPlace], "session_place_is_known"),
            one_of("confidence", Confidence, "session_confidence_is_known"),
        ]

    @property
    def title(self) -> str:
        body = self.body.short_names.in_(get_language() or "en")
        return session_title(body, self.number, self.year, self.kind)


def session_title(body: str, number: int | None, year: int, kind: str) -> str:
    """Body and number, or body and year where the number is not known."""
    values = {"body": body, "number": number, "year": year}
    if number is None:
        return _("%(body)s, %(year)s") % values
    if kind == Session.Kind.REGULAR:
        return _("%(body)s, session %(number)s") % values
    return _("%(body)s, meeting %(number)s") % values


# What outcomes may be about, and which fields of a record may be uncertain.
SUBJECTS = {
    "civil_society": pgettext_lazy("subject", "civil society"),
    "coordination": pgettext_lazy("subject", "coordination"),
    "cultural_property": pgettext_lazy("subject", "cultural property"),
    "environment": pgettext_lazy("subject", "environment"),
    "firearms": pgettext_lazy("subject", "firearms"),
    "global_plan_of_action": pgettext_lazy("subject", "Global Plan of Action"),
    "icat": pgettext_lazy("subject", "ICAT"),
    "international_cooperation": pgettext_lazy("subject", "international cooperation"),
    "organization_of_work": pgettext_lazy("subject", "organization of work"),
    "programme_of_work": pgettext_lazy("subject", "programme of work"),
    "review": pgettext_lazy("subject", "review of implementation"),
    "rights_of_the_child": pgettext_lazy("subject", "rights of the child"),
    "rules_of_procedure": pgettext_lazy("subject", "rules of procedure"),
    "smuggling_of_migrants": pgettext_lazy("subject", "smuggling of migrants"),
    "technical_assistance": pgettext_lazy("subject", "technical assistance"),
    "technology": pgettext_lazy("subject", "technology"),
    "trafficking": pgettext_lazy("subject", "trafficking in persons"),
    "treaty_adoption": pgettext_lazy("subject", "adoption of treaties"),
    "trust_fund": pgettext_lazy("subject", "trust fund"),
    "women_and_girls": pgettext_lazy("subject", "women and girls"),
    "working_groups": pgettext_lazy("subject", "working groups"),
    "world_day": pgettext_lazy("subject", "world day"),
}
UNCERTAIN = {
    "days": pgettext_lazy("uncertain field", "days"),
    "number": pgettext_lazy("uncertain field", "number"),
    "start": pgettext_lazy("uncertain field", "first day"),
    "end": pgettext_lazy("uncertain field", "last day"),
    "place": pgettext_lazy("uncertain field", "place"),
    "report_symbol": pgettext_lazy("uncertain field", "symbol of the report"),
    "symbol": pgettext_lazy("uncertain field", "symbol"),
    "title": pgettext_lazy("uncertain field", "title"),
    "date": pgettext_lazy("uncertain field", "date"),
    "year": pgettext_lazy("uncertain field", "year"),
    "group_effect": pgettext_lazy("uncertain field", "effect on the working group"),
}


class GroupEffect(models.TextChoices):
    """What an outcome did to the group on trafficking."""

    ESTABLISHED = "established", pgettext_lazy("effect on a group", "established the group")
    CONTINUED = "continued", pgettext_lazy("effect on a group", "continued the group")
    MADE_PERMANENT = (
        "made_permanent",
        pgettext_lazy("effect on a group", "made the group a constant element of the Conference"),
    )
    ASKED_QUESTIONNAIRE = (
        "asked_questionnaire",
        pgettext_lazy("effect on a group", "asked the group for a questionnaire"),
    )
    FEEDS_REVIEW = (
        "feeds_review",
        pgettext_lazy("effect on a group", "gave the group a part in the review"),
    )
    NONE = "none", pgettext_lazy("effect on a group", "none")
    NONE_KNOWN = "none_known", pgettext_lazy("effect on a group", "none known")
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("effect on a group", "does not apply")


class Outcome(Provenance, Versioned):
    """A decision or resolution, as a record: what it says is read in `mandates`."""

    Effect = GroupEffect

    key = models.SlugField(primary_key=True)
    symbol = models.CharField(max_length=60, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="outcomes")
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="outcomes"
    )
    session_label = models.CharField(max_length=12, blank=True)
    year = models.PositiveSmallIntegerField()
    date = models.DateField(null=True, blank=True)
    titles = TextInLanguages()
    subjects = models.CharField(max_length=200, blank=True)  # space-separated codes
    group_effect = models.CharField(max_length=20, choices=Effect.choices)
    group_effect_notes = TextInLanguages()
    uncertain_fields = models.CharField(max_length=120, blank=True)
    notes = TextInLanguages()
    folded = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("group_effect", GroupEffect, "outcome_group_effect_is_known"),
            one_of("confidence", Confidence, "outcome_confidence_is_known"),
        ]


class TopicBasis(models.TextChoices):
    """How we know that a meeting dealt with a theme."""

    RECOMMENDATION = "recommendation", pgettext_lazy("basis", "recommendation")
    BACKGROUND_PAPER = "background_paper", pgettext_lazy("basis", "background paper")
    AGENDA = "agenda", pgettext_lazy("basis", "agenda")
    DIALOGUE = "constructive_dialogue", pgettext_lazy("basis", "constructive dialogue")


class Topic(Provenance, Versioned):
    """A theme that a meeting dealt with, and how we know."""

    Basis = TopicBasis

    key = models.SlugField(max_length=120, primary_key=True)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="topics")
    themes = TextInLanguages()
    basis = models.CharField(max_length=24, choices=Basis.choices)
    notes = TextInLanguages()

    class Meta:
        constraints: ClassVar = [
            one_of("basis", TopicBasis, "topic_basis_is_known"),
            one_of("confidence", Confidence, "topic_confidence_is_known"),
        ]
