"""The text of an uploaded file."""

from django.utils.translation import gettext_noop

from palermo.core.errors import Invalid

LARGEST = 500_000  # bytes: the longest resolutions have a fifth of that


def decoded(data: bytes) -> str:
    """Plain text. Raises Invalid for what is too large, or in no UTF-8, or holds bytes of another kind."""
    if len(data) > LARGEST:
        sentence = gettext_noop("This file has %(size)s bytes. A decision has at most %(most)s.")
        raise Invalid("file.large", sentence, size=f"{len(data):,}", most=f"{LARGEST:,}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(
            "file.encoding",
            gettext_noop("This file is not plain text in UTF-8. Save it as such, and try again."),
        ) from None
    if "\0" in text or not text.strip():
        raise Invalid("file.empty", gettext_noop("There is no text in this file."))
    return text
