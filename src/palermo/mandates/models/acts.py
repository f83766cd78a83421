"""The one scale of acts, in words: what a paragraph does, whatever verb is printed in it."""

from django.db import models
from django.utils.translation import pgettext_lazy


class OperativeAct(models.TextChoices):
    """What an operative paragraph does, in the order of the scale."""

    DECIDES = "decides", pgettext_lazy("act", "Decides")
    REQUESTS = "requests", pgettext_lazy("act", "Requests")
    CALLS_UPON = "calls_upon", pgettext_lazy("act", "Calls upon")
    URGES = "urges", pgettext_lazy("act", "Urges")
    INVITES = "invites", pgettext_lazy("act", "Invites")
    ENCOURAGES = "encourages", pgettext_lazy("act", "Encourages")
    RECOMMENDS = "recommends", pgettext_lazy("act", "Recommends")
    AFFIRMS = "affirms", pgettext_lazy("act", "Affirms")
    EXPRESSES = "expresses", pgettext_lazy("act", "Expresses")
    NOTES = "notes", pgettext_lazy("act", "Notes")
    CONDEMNS = "condemns", pgettext_lazy("act", "Condemns")
    AUTHORIZES = "authorizes", pgettext_lazy("act", "Authorizes")
    OTHER = "other", pgettext_lazy("act", "Says otherwise")
