"""States, organizations, and by which names."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from palermo.core.period import Period
from palermo.core.provenance import Confidence
from palermo.kit.models import Provenance, TextInLanguages, Versioned, one_of


class Region(Provenance, Versioned):
    """A region or subregion of the UN's M49 list."""

    key = models.CharField(max_length=3, primary_key=True)  # the M49 code
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    names = TextInLanguages()

    class Meta:
        constraints: ClassVar = [one_of("confidence", Confidence, "region_confidence_is_known")]


class RegionalGroup(models.TextChoices):
    """A regional group of the United Nations."""

    AFRICAN = "african", pgettext_lazy("regional group", "African States")
    ASIA_PACIFIC = "asia_pacific", pgettext_lazy("regional group", "Asia-Pacific States")
    EASTERN_EUROPEAN = "eastern_european", pgettext_lazy("regional group", "Eastern European States")
    LATIN_AMERICAN = (
        "latin_american_caribbean",
        pgettext_lazy("regional group", "Latin American and Caribbean States"),
    )
    WESTERN_EUROPEAN = (
        "western_european_other",
        pgettext_lazy("regional group", "Western European and other States"),
    )


class UnitedNations(models.TextChoices):
    """What a State is to the United Nations."""

    MEMBER = "member", pgettext_lazy("membership", "Member of the United Nations")
    OBSERVER = "observer", pgettext_lazy("membership", "Observer State")
    OTHER = "other", pgettext_lazy("membership", "Not a Member; has treaty acts of its own")
    FORMER = "former", pgettext_lazy("membership", "No longer exists")


class State(Provenance, Versioned):
    """A country: a Member, an observer, another State with an act, or one that is gone. All are equal."""

    Group = RegionalGroup
    Membership = UnitedNations

    key = models.CharField(max_length=3, primary_key=True)  # ISO 3166-1 alpha-3
    iso2 = models.CharField(max_length=2)
    m49 = models.CharField(max_length=3)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="states")
    subregion = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="states_of_subregion")
    group = models.CharField(max_length=24, choices=Group.choices, blank=True)
    membership = models.CharField(max_length=8, choices=Membership.choices)
    admitted = models.DateField(null=True, blank=True)
    exists_from = models.DateField(null=True, blank=True)
    exists_until = models.DateField(null=True, blank=True)  # exclusive
    continued_by = models.ForeignKey(  # the State under which the acts of one that is gone stand
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continues"
    )
    names = TextInLanguages()
    notes = TextInLanguages()
    folded = models.TextField(blank=True)  # every present name and code, folded for search

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["iso2"], name="state_iso2_is_unique"),
            models.CheckConstraint(
                condition=models.Q(exists_until=None)
                | models.Q(exists_from=None)
                | models.Q(exists_until__gt=models.F("exists_from")),
                name="state_ends_after_it_begins",
            ),
            one_of("group", ["", *RegionalGroup], "state_group_is_known"),
            one_of("membership", UnitedNations, "state_membership_is_known"),
            one_of("confidence", Confidence, "state_confidence_is_known"),
        ]

    @property
    def existence(self) -> Period:
        return Period(self.exists_from, self.exists_until)


class StateName(Provenance, Versioned):
    """An earlier name, until the day on which another took effect."""

    key = models.CharField(max_length=40, primary_key=True)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="earlier_names")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    names = TextInLanguages()
    notes = TextInLanguages()
    folded = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [one_of("confidence", Confidence, "state_name_confidence_is_known")]


class OrganizationKind(models.TextChoices):
    REGIONAL_INTEGRATION = (
        "regional_integration",
        pgettext_lazy("organization", "regional economic integration organization"),
    )


class Organization(Provenance, Versioned):
    """An international organization, such as one of regional integration that may join a treaty."""

    Kind = OrganizationKind

    key = models.CharField(max_length=12, primary_key=True)
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    names = TextInLanguages()
    short_names = TextInLanguages()
    folded = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("kind", OrganizationKind, "organization_kind_is_known"),
            one_of("confidence", Confidence, "organization_confidence_is_known"),
        ]


class OrganizationName(Provenance, Versioned):
    """An earlier name of an organization."""

    key = models.CharField(max_length=40, primary_key=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="earlier_names")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    names = TextInLanguages()
    notes = TextInLanguages()
    folded = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [one_of("confidence", Confidence, "organization_name_confidence_is_known")]
