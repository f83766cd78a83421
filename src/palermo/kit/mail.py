"""Letters to people: written in the language of whoever gets them, kept as files where no server is named."""

import os
import smtplib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime, parseaddr, parsedate_to_datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.translation import override

UNSENT = (OSError, smtplib.SMTPException)  # what a server that cannot be reached, or will not, ends in
PAUSES = (1, 2, 5, 10, 30, 60, 180, 360)  # minutes before the next try; the last ones all alike


def secret_of(seed: str) -> str:
    """What a link in a letter ends in, made anew from a seed and the secret of the installation.

    A letter is written by the worker, and what the worker is told stands in the database. The secret of a
    link must stand nowhere: so the worker is told a seed, which leads nowhere without the secret of the
    installation, and that is not in the database. Nothing is lost by it: the task is a row of the same
    transaction, and the link can be made again for every try. The rows that check links keep hashes.
    """
    return salted_hmac("palermo.kit.mail.secret", seed, algorithm="sha256").hexdigest()


def origin_of(request: HttpRequest) -> str:
    """The address of this installation, without a slash at the end: as it is set, else as it was asked."""
    return str(settings.ADDRESS or f"{request.scheme}://{request.get_host()}")


def send(template: str, to: str, language: str, values: Mapping[str, Any], *, at: datetime) -> None:
    """Write a letter and hand it over. The first line of a template is the subject; then comes the text.

    Raises one of UNSENT where it could not be handed over.
    """
    with override(language):
        written = render_to_string(template, {**values, "language": language})
    subject, _line, text = written.strip().partition("\n")
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {
        "Date": format_datetime(at),
        "Message-ID": f"<{token_hex(16)}@{domain}>",  # the library would ask the network who we are
        "Content-Language": language,
        "Auto-Submitted": "auto-generated",
    }
    EmailMessage(" ".join(subject.split()), text.strip() + "\n", to=[to], headers=headers).send()


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries."""
    return timedelta(minutes=PAUSES[min(tries, len(PAUSES) - 1)])


class Files(BaseEmailBackend):
    """Each letter a file that its owner alone can read, whole or not there; their names sort by time."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for each in email_messages:
            keep(folder, each)
        return len(email_messages)


def keep(folder: Path, letter: EmailMessage) -> None:
    written = letter.message()
    content, sent = written.as_bytes(), parsedate_to_datetime(written["Date"])
    path = folder / f"{sent:%Y%m%dT%H%M%SZ}-{token_hex(8)}.eml"
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    entries = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entries)  # its name is on the disk too
    finally:
        os.close(entries)
