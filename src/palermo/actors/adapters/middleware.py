"""Says who asks, and lets a browser that was signed in to be known again."""

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from palermo.actors.adapters.clients import remember_device
from palermo.actors.adapters.session import who
from palermo.core.actor import PUBLIC
from palermo.kit.http import Answer, Request

OPEN = ("/api/", "/healthz", "/static/")  # read by everyone alike: no cookie is looked at


class ActorMiddleware:
    """Whoever has no session is the public, and costs no query.

    What a signed-in person sees is nobody else's: no cache keeps it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.path.startswith(OPEN):
            request.actor = PUBLIC
            return self.get_response(request)
        request.actor = who(request)
        answer = self.get_response(request)
        patch_vary_headers(answer, ["Cookie"])
        if request.actor.key is not None:
            answer["Cache-Control"] = "private, no-store"
        remember_device(request, answer)
        return answer
