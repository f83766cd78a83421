"""How a status is computed, how sure a fact is, and how to take the data away."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from palermo.kit.files import links
from palermo.kit.http import Request
from palermo.mandates import queries as mandates
from palermo.oversight.evidence.rules import rule_of

STATUSES = (
    ("met", _("The records show that what was asked was done.")),
    ("under_way", _("The records show that it was begun, and not that it was completed.")),
    ("not_met", _("The records show that it was not done. Without such evidence the status is unknown.")),
    ("continuing", _("What was asked has no end; the records show that it goes on.")),
    ("unknown", _("Nothing is recorded. That says nothing about whether it was done.")),
)
CONFIDENCES = (
    ("sourced", _("A named source says it, and the source was read.")),
    ("derived", _("It follows from what a named source says.")),
    ("partly", _("A named source says part of it; the rest is from memory.")),
    ("unverified", _("No source was found that could be checked.")),
    ("recollection", _("It was written down from memory.")),
)


def about(request: Request) -> HttpResponse:
    asked = [each for each in mandates.paragraphs(request.actor, "4-4") if each.printed]
    context = {
        "statuses": STATUSES,
        "confidences": CONFIDENCES,
        "exports": links("oversight:evidence_export", "4-4"),  # its rows have the rules
        "rules": [(each, each.label.replace(".", "-"), rule_of(each)[0].sentence) for each in asked],
    }
    return render(request, "site/about.html", context)
