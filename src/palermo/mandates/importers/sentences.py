"""What may have been read wrongly in a decision, in sentences."""

from django.utils.translation import gettext, gettext_noop

from palermo.core.deliberation import Doubt

SENTENCES = {
    "operative.none": gettext_noop("No operative paragraph was found."),
    "verb.unknown": gettext_noop("The verb of this paragraph is not known: “%(words)s”."),
    "verb.misread": gettext_noop("The verb was misread, and mended: “%(words)s”."),
    "label.lost": gettext_noop("The number of this paragraph was lost, and filled in: “%(words)s”."),
    "alignment.more": gettext_noop("The decision on record has no such part: “%(words)s”."),
    "alignment.lacks": gettext_noop("The decision on record has a part %(words)s, and this text has none."),
}
OTHER = gettext_noop("This may have been read wrongly: “%(words)s”.")


def sentence(doubt: Doubt) -> str:
    """A doubt in the reader's language."""
    return gettext(SENTENCES.get(doubt.code, OTHER)) % {"words": doubt.words}
