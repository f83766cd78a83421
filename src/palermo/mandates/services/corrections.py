"""What people may correct in this room: decisions, and what each of their paragraphs says."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from palermo.core.errors import Invalid
from palermo.journal.services import enter
from palermo.kit.corrections.desk import Desk
from palermo.kit.corrections.facts import Fact, Facts, Fault
from palermo.kit.models import changed
from palermo.mandates.models import WORDS, Deliberation, Paragraph
from palermo.mandates.services.facts import fold_paragraph
from palermo.mandates.services.listing import list_deliberation
from palermo.meetings.models import Session
from palermo.meetings.services import symbol_of
from palermo.texts.services.corrections import places_of

# The one scale of acts, from the strongest; codes as records write them.
SCALE = (
    *("decides", "authorizes", "requests", "condemns", "calls_upon", "urges", "recommends", "invites"),
    *("encourages", "affirms", "expresses", "notes", "other"),
)
DELIBERATION = (
    Fact("titles", _("Title"), needed=True),
    Fact("kind", _("Kind")),
    Fact("symbol", _("Symbol"), _("Such as Decision 4/4 or A/RES/61/144."), clean=symbol_of),
    Fact("document", _("Document"), _("The symbol of the document that has its text."), clean=symbol_of),
    Fact("adopted", _("Adopted"), past=True),
    Fact("body", _("Body")),
    Fact("session", _("Session")),
    Fact("instrument", _("Instrument")),
)


def of_scale(code: str) -> str:
    if code not in SCALE:
        sentence = gettext_noop("“%(code)s” is not on the scale of acts: %(scale)s.")
        raise Invalid("act.invalid", sentence, code=code[:20], scale=", ".join(SCALE))
    return code


PARAGRAPH = (
    Fact("headings", _("Heading"), needed=True),
    Fact("summaries", _("Summary, in our own words"), long=True),
    Fact("verb", _("Verb")),
    Fact("act", _("Act, on the scale of acts"), ", ".join(SCALE), clean=of_scale),
    Fact("addressee", pgettext_lazy("of a paragraph", "Addressee")),
    Fact("deadline_session", _("Due by the session"), keys=Session),
    Fact("deadlines", _("Due by, in words")),
    Fact(
        "provisions",
        _("Provisions that it points to"),
        _("Such as tip-protocol/9/5; several set apart by spaces."),
        clean=places_of,
    ),
)


def word_paragraph(key: str) -> None:
    """Its words may be others now, and what lists have of it."""
    list_deliberation(key.partition("/")[0])
    changed(WORDS)


def date_deliberation(row: Deliberation) -> None:
    row.year = row.adopted.year if row.adopted else row.year


def wrong_deliberation(row: Deliberation, _today: date) -> Iterator[Fault]:
    if row.session and row.session.body_id != row.body_id:
        sentence = gettext_noop("This is a session of another body.")
        yield Fault("session", Invalid("deliberation.session", sentence))


def page_of_paragraph(row: Paragraph) -> str:
    return f"{reverse('oversight:decision', args=[row.deliberation_id])}#{row.label.replace('.', '-')}"


DESK = Desk(
    "palermo.mandates",
    (
        Facts(
            "palermo.mandates/deliberations.csv",
            "decisions",
            Deliberation,
            _("Decision or resolution"),
            DELIBERATION,
            lambda row: reverse("oversight:decision", args=[row.key]),
            derive=date_deliberation,
            after=list_deliberation,
            check=wrong_deliberation,
            only={"imported": False},
        ),
        Facts(
            "palermo.mandates/paragraphs.csv",
            "paragraphs",
            Paragraph,
            _("Paragraph of a decision"),
            PARAGRAPH,
            page_of_paragraph,
            derive=fold_paragraph,
            after=word_paragraph,
            only={"deliberation__imported": False},
        ),
    ),
    enter,
)
