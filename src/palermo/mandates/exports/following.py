"""What came of a paragraph, in words: claims side by side, and links to other paragraphs."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from palermo.kit.tables import word
from palermo.kit.templatetags.kit import here, words
from palermo.mandates.exports.words import called, paragraph_url
from palermo.mandates.models import FollowUp, FollowUpStatus, Succession
from palermo.mandates.queries.following import Following

# Shape and colour of a status, as the marks of the house have them; the word stands beside it.
MARKS = {
    FollowUpStatus.DONE.value: "met",
    FollowUpStatus.PARTLY.value: "under_way",
    FollowUpStatus.UNDER_WAY.value: "under_way",
    FollowUpStatus.NOT_STARTED.value: "not_met",
    FollowUpStatus.NOT_APPLICABLE.value: "continuing",
    FollowUpStatus.UNKNOWN.value: "unknown",
}


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim in words."""

    row: FollowUp
    who: str
    status: str
    mark: str
    evidence: list[str]
    mine: bool

    @property
    def foreign(self) -> bool:
        """Whether its words are in another language than the page."""
        return self.row.language != here()


@dataclass(frozen=True, slots=True)
class ShownLink:
    """What another paragraph has to do with this one."""

    row: Succession
    sentence: str
    name: str
    url: str


LATER = {
    "supersedes": _("It supersedes:"),
    "merges": _("It takes in:"),
    "repeats": _("It asks again what was asked in:"),
}
EARLIER = {
    "supersedes": _("It is superseded by:"),
    "merges": _("It is taken into:"),
    "repeats": _("It is asked again in:"),
}


class Shown:
    """What came of a paragraph, in words for a page."""

    def __init__(self, found: Following) -> None:
        self.claims = [self.claim(each, mine=each.pk in found.own) for each in found.claims]
        self.withdrawn = [self.claim(each) for each in found.withdrawn]
        self.links = [self.link(each) for each in found.earlier]
        self.links += [self.link(each, of_earlier=True) for each in found.later]

    @staticmethod
    def claim(row: FollowUp, *, mine: bool = False) -> ShownClaim:
        status = word(FollowUpStatus, row.status)
        evidence = row.evidence.splitlines()
        return ShownClaim(row, claimant(row), status, MARKS[row.status], evidence, mine)

    @staticmethod
    def link(row: Succession, *, of_earlier: bool = False) -> ShownLink:
        other = row.later if of_earlier else row.earlier
        sentence = (EARLIER if of_earlier else LATER)[row.kind]
        return ShownLink(row, str(sentence), called(other, other.deliberation), paragraph_url(other))


def claimant(row: FollowUp) -> str:
    """Who claims it, by name."""
    if row.state is not None:
        return words(row.state.names)
    return words(row.organization.names) if row.organization is not None else gettext("the Secretariat")
