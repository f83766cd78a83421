"""What is said on the page after a write: kept in the session, once."""

from contextlib import suppress

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.http import HttpRequest

TOLD = "told"


def told(request: HttpRequest, sentence: str) -> None:
    """Say on the next page what was done. That stands, whether or not it can be said."""
    ends_with = needs_saving(request)
    request.session[TOLD] = sentence
    save(request, ends_with)


def heard(request: HttpRequest) -> str:
    """What the page before said was done, once. A stranger has no session, and was told nothing."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "session"):
        return ""
    if TOLD not in request.session:
        return ""
    ends_with = needs_saving(request)
    sentence = str(request.session.pop(TOLD))
    save(request, ends_with)
    return sentence


def needs_saving(request: HttpRequest) -> bool:
    """Whether the end of the request is to save the session for another reason."""
    return request.session.modified or request.session.session_key is None


def save(request: HttpRequest, ends_with: bool) -> None:
    """Save the session now: were it to fail at the end, what was done would be called a mistake."""
    with suppress(DatabaseError, UpdateError):
        request.session.save()
    request.session.modified = ends_with
