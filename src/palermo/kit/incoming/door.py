"""The door through which files come: what is too large is refused before a byte of it is read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from palermo.core.errors import Problem
from palermo.core.language import number
from palermo.kit.http import Answer, problem_response
from palermo.kit.templatetags.kit import here


class TooLarge(Problem):
    """More than is taken at once."""

    status = 413


class LargestBodyMiddleware:
    """Refuses a request with a body that is larger than any file may be.

    The server reads no more of a body than its header says it has, so the header can be believed.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size, most = length_of(request), largest(request)
        if size > most:
            sentence = gettext_noop(
                "What you sent has %(size)s bytes. At most %(most)s can be taken at once."
            )
            problem = TooLarge("body.large", sentence, size=number(size, here()), most=number(most, here()))
            return problem_response(request, problem)
        return self.get_response(request)


def length_of(request: HttpRequest) -> int:
    """Bytes of the body, as Django will read it."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def largest(request: HttpRequest) -> int:
    """Bytes that may come: a file with its form, or far less where no file can be in it."""
    with_file = request.content_type == "multipart/form-data"
    most: int = settings.LARGEST_BODY if with_file else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return most
