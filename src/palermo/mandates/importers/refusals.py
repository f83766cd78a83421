"""Why a file of a decision is refused, in sentences that say what to do. Nothing of Django here."""

from typing import Any

from palermo.core.errors import Invalid


def gettext_noop(sentence: str) -> str:
    """Marks a sentence that is translated at the door; Django's own would bring Django along."""
    return sentence


ANEW = gettext_noop("This document is damaged. Open it in a word processor, and save it anew as DOCX.")
SENTENCES = {
    "file.large": gettext_noop("This file has %(size)s bytes. One of its kind has at most %(most)s."),
    "file.empty": gettext_noop("There is no text in this file."),
    "file.encoding": gettext_noop("This file is not plain text in UTF-8. Save it as such, and try again."),
    "file.long": gettext_noop("The text of this file has more than %(most)s characters. Split it."),
    "file.busy": gettext_noop(
        "Another file is being read. Try again in a minute: nothing is wrong with this one."
    ),
    "file.slow": gettext_noop(
        "Reading this file took longer than %(most)s seconds, and was stopped. Split it."
    ),
    "file.memory": gettext_noop(
        "Reading this file took more memory than is given to one file, and was stopped. Split it."
    ),
    "file.unreadable": gettext_noop("This file could not be read. Save its text as plain text (UTF-8)."),
    "kind.other": gettext_noop(
        "This is a file of the kind %(kind)s. Give the decision as DOCX, as PDF, or as plain text in UTF-8."
    ),
    "kind.archive": gettext_noop(
        "This is an archive, and no DOCX. Give the decision as DOCX, as PDF, or as plain text in UTF-8."
    ),
    "kind.encrypted": gettext_noop("This file is protected by a password. Save it without one."),
    "book.members": gettext_noop(
        "This document is made of more than %(most)s parts. Save its text alone as DOCX."
    ),
    "book.unpacked": gettext_noop("Unpacked, this document has more than %(most)s bytes. Split it."),
    "book.elements": gettext_noop("The XML of this document has more than %(most)s elements. Split it."),
    "book.doctype": gettext_noop(
        "The XML of this document has a document type (%(name)s). None is taken: save it anew as DOCX."
    ),
    "book.strict": gettext_noop("This document is saved as “Strict Open XML”. Save it as an ordinary DOCX."),
    "word.macros": gettext_noop("This document holds macros. Save it as DOCX, without them."),
    "word.links": gettext_noop(
        "This document takes something from elsewhere (%(name)s). Break the links, and save it anew."
    ),
    "word.embedded": gettext_noop(
        "Another file or a control is embedded in this document (%(name)s). Remove it."
    ),
    "pdf.damaged": gettext_noop("This PDF is damaged. Make it anew, or give its text."),
    "pdf.pages": gettext_noop("This PDF has %(count)s pages. At most %(most)s are read: split it."),
    "pdf.scanned": gettext_noop(
        "This PDF holds pictures of pages, and no text. Recognize its letters first, or give its text."
    ),
    "pdf.letters": gettext_noop(
        "The letters of this PDF cannot be told: its fonts do not say which they are. Give its text."
    ),
}


def refused(code: str, **values: Any) -> Invalid:
    """A refusal by its code; of an archive that is broken in whatever way, one sentence."""
    sentence = SENTENCES.get(code, ANEW if code.startswith("book.") else SENTENCES["file.unreadable"])
    shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
    return Invalid(code, sentence, **shown)
