"""Instruments, their provisions in our own words, and the official texts that holders import."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from palermo.core.citation import Citation
from palermo.core.language import LANGUAGES
from palermo.core.provenance import Confidence
from palermo.kit.models import Provenance, TextInLanguages, Versioned, one_of


class Theme(Versioned):
    """What provisions of several instruments are about: our own division."""

    key = models.SlugField(primary_key=True)
    order = models.PositiveSmallIntegerField(unique=True)
    names = TextInLanguages()
    folded = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["order"]


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
    signature_until = models.DateField(null=True, blank=True)  # the last day on which it could be signed
    article_count = models.PositiveSmallIntegerField()
    deposits_required = models.PositiveSmallIntegerField()
    first_delay_days = models.PositiveSmallIntegerField()
    later_delay_days = models.PositiveSmallIntegerField()
    withdrawal_delay_months = models.PositiveSmallIntegerField()
    depositary_reference = models.CharField(max_length=40)
    acts_recorded = models.BooleanField(default=True)  # whether the register keeps its acts

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [one_of("confidence", Confidence, "instrument_confidence_is_known")]


class ProvisionWeight(models.TextChoices):
    """How strongly a provision binds a State."""

    SHALL = "shall", pgettext_lazy("weight", "shall")
    CONSIDER = "consider", pgettext_lazy("weight", "shall consider or endeavour")
    MAY = "may", pgettext_lazy("weight", "may")
    NONE = "none", pgettext_lazy("weight", "lays no duty on a State")


class ProvisionAddressee(models.TextChoices):
    """Whom a provision addresses."""

    STATES_PARTIES = "states_parties", pgettext_lazy("addressee", "States parties")
    REQUESTED = "requested_state", pgettext_lazy("addressee", "the requested State")
    REQUESTING = "requesting_state", pgettext_lazy("addressee", "the requesting State")
    RECEIVING = "receiving_state", pgettext_lazy("addressee", "the receiving State")
    ORIGIN = "state_of_origin", pgettext_lazy("addressee", "the State of origin")
    ORGANIZATIONS = "organizations", pgettext_lazy("addressee", "regional organizations")
    CONFERENCE = "conference", pgettext_lazy("addressee", "the Conference of the Parties")
    SECRETARY_GENERAL = "secretary_general", pgettext_lazy("addressee", "the Secretary-General")
    NONE = "none", pgettext_lazy("addressee", "nobody")


class ReviewCluster(models.TextChoices):
    """Under which cluster the Review Mechanism of the Convention looks at an article (since 2020)."""

    CRIMINALIZATION = "criminalization", pgettext_lazy("cluster", "Criminalization and jurisdiction")
    PREVENTION = "prevention", pgettext_lazy("cluster", "Prevention, assistance and protection")
    LAW_ENFORCEMENT = "law_enforcement", pgettext_lazy("cluster", "Law enforcement and the judicial system")
    COOPERATION = (
        "cooperation",
        pgettext_lazy("cluster", "International cooperation, mutual legal assistance and confiscation"),
    )


class Provision(Provenance, Versioned):
    """An article, one of its paragraphs, or a subparagraph that stands on its own; in our own words."""

    Weight = ProvisionWeight
    Addressee = ProvisionAddressee
    Cluster = ReviewCluster

    key = models.CharField(max_length=60, primary_key=True)  # tip-protocol/9/1/b
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="provisions")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    number = models.CharField(max_length=20)  # 9/1/b
    order = models.PositiveIntegerField()
    weight = models.CharField(max_length=8, choices=Weight.choices)
    addressee = models.CharField(max_length=20, choices=Addressee.choices)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="provisions")
    cluster = models.CharField(max_length=16, choices=Cluster.choices, blank=True)
    headings = TextInLanguages()
    summaries = TextInLanguages()
    folded = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["instrument", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "order"], name="provision_order_is_unique"),
            one_of("weight", ProvisionWeight, "provision_weight_is_known"),
            one_of("addressee", ProvisionAddressee, "provision_addressee_is_known"),
            one_of("cluster", ["", *ReviewCluster], "provision_cluster_is_known"),
            one_of("confidence", Confidence, "provision_confidence_is_known"),
        ]

    @property
    def citation(self) -> Citation:
        return Citation.at(self.number)

    @property
    def article(self) -> str:
        """The number of the article that it is, or stands in."""
        return self.number.partition("/")[0]


class OfficialText(models.Model):
    """The official text of an instrument in one language, as its holder imported it from a file."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="official_texts")
    language = models.CharField(max_length=2)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    characters = models.PositiveIntegerField()  # of the file, each of which stands in one wording
    imported_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["instrument", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instrument", "language"], name="official_text_is_one_a_language"
            ),
            one_of("language", LANGUAGES, "official_text_language_is_official"),
        ]


class WordingKind(models.TextChoices):
    """What a part of an official text is."""

    PREFACE = "preface", pgettext_lazy("part of a text", "before the first article")
    DIVISION = "division", pgettext_lazy("part of a text", "heading of a group of articles")
    ARTICLE = "article", pgettext_lazy("part of a text", "article")
    PARAGRAPH = "paragraph", pgettext_lazy("part of a text", "paragraph")
    POINT = "point", pgettext_lazy("part of a text", "subparagraph")
    CONCLUSION = "conclusion", pgettext_lazy("part of a text", "after the last article")


class Wording(models.Model):
    """A part of an official text. Their `raw`, one after the other, are the file, character by character."""

    Kind = WordingKind

    text = models.ForeignKey(OfficialText, on_delete=models.CASCADE, related_name="wordings")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.CharField(max_length=20, blank=True)  # 9/1/b: what it words, if a provision
    printed = models.CharField(max_length=60, blank=True)  # as the file has it: 1. or (b)
    heading = models.TextField(blank=True)
    words = models.TextField(blank=True)
    raw = models.TextField()

    class Meta:
        ordering: ClassVar = ["text", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "order"], name="wording_order_is_unique"),
            one_of("kind", WordingKind, "wording_kind_is_known"),
        ]
