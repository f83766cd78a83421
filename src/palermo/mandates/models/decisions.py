"""Decisions and their paragraphs: what was asked of whom, how strongly, by when."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from palermo.core.citation import marker
from palermo.core.deliberation import ACTS
from palermo.core.provenance import Confidence
from palermo.kit.models import Provenance, TextInLanguages, Versioned, one_of
from palermo.kit.templatetags.kit import here
from palermo.mandates.models.acts import OperativeAct
from palermo.meetings.models import Body, Session
from palermo.texts.models import Instrument

UN_FOUNDED = date(1945, 10, 24)


class DeliberationKind(models.TextChoices):
    """A decision or a resolution."""

    DECISION = "decision", pgettext_lazy("deliberation", "Decision")
    RESOLUTION = "resolution", pgettext_lazy("deliberation", "Resolution")


class Deliberation(Provenance, Versioned):
    """A decision or resolution, read into paragraphs: a shipped one in our own words, or an imported one.

    Of an imported one, body, session and day are on record only where somebody gave them.
    """

    Kind = DeliberationKind

    key = models.SlugField(primary_key=True)  # 4-4
    kind = models.CharField(max_length=12, choices=Kind.choices)
    symbol = models.CharField(max_length=60)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="deliberations"
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="deliberations"
    )
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, null=True, blank=True)
    organ = models.CharField(
        max_length=200, blank=True
    )  # who decided, as printed, where no body is on record
    adopted = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)  # that of the day, or as its symbol has it
    imported = models.BooleanField(default=False, db_default=False)  # from a text; else it is shipped
    document = models.CharField(max_length=60, blank=True)
    titles = TextInLanguages()

    @property
    def since(self) -> date:
        """From when it counts: the day of its adoption, else the last of its year, else the UN's first."""
        return self.adopted or (date(self.year, 12, 31) if self.year else UN_FOUNDED)

    class Meta:
        constraints: ClassVar = [
            one_of("kind", DeliberationKind, "deliberation_kind_is_known"),
            one_of("confidence", Confidence, "deliberation_confidence_is_known"),
        ]


class ParagraphKind(models.TextChoices):
    """What a paragraph is in its deliberation."""

    PREAMBLE = "preamble", pgettext_lazy("paragraph", "preamble")
    OPERATIVE = "operative", pgettext_lazy("paragraph", "operative paragraph")
    ITEM = "item", pgettext_lazy("paragraph", "item")


class OperativeVerb(models.TextChoices):
    """The printed verb of an operative paragraph."""

    WELCOMES = "welcomes", pgettext_lazy("act", "Welcomes")
    RECALLS = "recalls", pgettext_lazy("act", "Recalls")
    UNDERLINES = "underlines", pgettext_lazy("act", "Underlines")
    RECOGNIZES = "recognizes", pgettext_lazy("act", "Recognizes")
    AFFIRMS = "affirms", pgettext_lazy("act", "Affirms")
    URGES = "urges", pgettext_lazy("act", "Urges")
    ENCOURAGES = "encourages", pgettext_lazy("act", "Encourages")
    INVITES = "invites", pgettext_lazy("act", "Invites")
    REQUESTS = "requests", pgettext_lazy("act", "Requests")
    DECIDES = "decides", pgettext_lazy("act", "Decides")


class ParagraphAddressee(models.TextChoices):
    """Whom a paragraph addresses."""

    NONE = "none", pgettext_lazy("addressee", "nobody")
    STATE = "state", pgettext_lazy("addressee", "a State that is named")
    CONFERENCE = "conference", pgettext_lazy("addressee", "the Conference itself")
    STATES_NOT_PARTY = "states_not_party", pgettext_lazy("addressee", "States not yet party")
    STATES_PARTIES = "states_parties", pgettext_lazy("addressee", "States parties")
    MEMBER_STATES = "member_states", pgettext_lazy("addressee", "Member States")
    STATES = "states", pgettext_lazy("addressee", "States")
    SECRETARIAT = "secretariat", pgettext_lazy("addressee", "the Secretariat")
    WORKING_GROUP = "working_group", pgettext_lazy("addressee", "the working group")
    CHAIR = "chair", pgettext_lazy("addressee", "the Chair of the working group")
    SECRETARY_GENERAL = "secretary_general", pgettext_lazy("addressee", "the Secretary-General")
    GENERAL_ASSEMBLY = "general_assembly", pgettext_lazy("addressee", "the General Assembly")
    SECURITY_COUNCIL = "security_council", pgettext_lazy("addressee", "the Security Council")
    BODY = "body", pgettext_lazy("addressee", "another body, committee or office")
    UNITED_NATIONS = "united_nations", pgettext_lazy("addressee", "entities of the United Nations")
    ORGANIZATION = "organization", pgettext_lazy("addressee", "organizations")
    PARTIES = "parties", pgettext_lazy("addressee", "the parties to a dispute or conflict")
    DONORS = "donors", pgettext_lazy("addressee", "donors")
    PRIVATE_SECTOR = "private_sector", pgettext_lazy("addressee", "the private sector")
    CIVIL_SOCIETY = "civil_society", pgettext_lazy("addressee", "civil society")
    OTHER = "other", pgettext_lazy("addressee", "others")


class Paragraph(Provenance, Versioned):
    """A clause of the preamble, an operative paragraph or an item of one, summarized in our own words."""

    Kind = ParagraphKind
    Verb = OperativeVerb
    Addressee = ParagraphAddressee

    key = models.CharField(max_length=40, unique=True)  # 4-4/o.i
    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="paragraphs")
    label = models.CharField(max_length=12)  # o.i
    parent = models.CharField(max_length=12, blank=True)  # the label of the paragraph above an item
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    printed = models.CharField(max_length=12, blank=True)  # (i)
    act = models.CharField(max_length=12, blank=True)  # on the one scale of acts
    verb = models.CharField(max_length=12, choices=Verb.choices, blank=True)
    addressee = models.CharField(max_length=20, choices=Addressee.choices)
    deadline_session = models.CharField(max_length=60, blank=True)
    deadlines = TextInLanguages()
    due = models.DateField(null=True, blank=True)  # where a day is known, of an imported one
    headings = TextInLanguages()
    summaries = TextInLanguages()
    provisions = models.CharField(max_length=200, blank=True)  # space-separated, e.g. tip-protocol/9/5
    folded = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["deliberation", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deliberation", "label"], name="paragraph_label_is_unique"),
            models.UniqueConstraint(fields=["deliberation", "order"], name="paragraph_order_is_unique"),
            one_of("kind", ParagraphKind, "paragraph_kind_is_known"),
            one_of("verb", ["", *OperativeVerb], "paragraph_verb_is_known"),
            one_of("addressee", ParagraphAddressee, "paragraph_addressee_is_known"),
            one_of("act", ["", *ACTS], "paragraph_act_is_known"),
            one_of("confidence", Confidence, "paragraph_confidence_is_known"),
        ]

    @property
    def said_act(self) -> str:
        """Its printed verb, where that is on record; else what it does, on the one scale."""
        if self.verb:
            return str(self.get_verb_display())
        return str(OperativeAct(self.act).label) if self.act else ""

    @property
    def marker(self) -> str:
        """What stands before it in the reader's language: (i); nothing before the preamble."""
        return marker(self.label, here()) if self.printed else ""
