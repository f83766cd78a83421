"""An invented paragraph with its note, for the page of components: XA and XB are no States."""

from django import template
from django.utils.translation import gettext as _

from palermo.core.language import Text
from palermo.core.provenance import Confidence
from palermo.kit.templatetags.kit import here
from palermo.mandates.models import Paragraph
from palermo.oversight.evidence import Evidence, Row, Status
from palermo.oversight.evidence.findings import Record, Share

register = template.Library()


@register.simple_tag
def specimens() -> list[Row]:
    """A paragraph that records bear on, and an item of it on which there are none; never saved."""
    urged = Paragraph(
        label="a",
        printed="(a)",
        verb=Paragraph.Verb.URGES,
        addressee=Paragraph.Addressee.STATES_NOT_PARTY,
        headings=said(_("Joining")),
        summaries=said(
            _("XA and XB are urged to join; they are invented, and so is all that is said of them.")
        ),
    )
    item = Paragraph(
        label="a.i",
        parent="a",
        printed="(i)",
        addressee=Paragraph.Addressee.NONE,
        headings=said(_("An item")),
        summaries=said(_("and to say when they will.")),
    )
    records = [Record(name, "gallery", {}) for name in ("XA", "XB")]
    joined = Evidence(
        Status.UNDER_WAY,
        [_("XA has joined."), _("XB has not.")],
        records,
        Confidence.PARTLY,
        share=Share(before=0, since=1, whole=2),
    )
    nothing = Evidence(Status.UNKNOWN, [_("Unknown: nothing recorded")])
    rule = _("One sentence that says when the status is which.")
    return [Row(urged, rule, joined), Row(item, rule, nothing)]


def said(words: str) -> Text:
    return Text({here(): words})
