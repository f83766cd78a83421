"""Pages on which somebody fills something in about somebody else, and pages that ask before they do it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.actors import queries
from palermo.actors.forms.people import ABOUT, Choices, Reason
from palermo.actors.models import User
from palermo.core.actor import Role
from palermo.core.errors import Conflict, Invalid
from palermo.core.permissions import Action, may
from palermo.kit.http import Request, answer_form, see_other, told
from palermo.kit.tables import sort_key
from palermo.kit.templatetags.kit import here

Write = Callable[[], object]


def taken(form: Form, write: Write) -> bool:
    """Whether it was written. What the service refuses stands in the form, beside what was typed."""
    try:
        write()
    except (Conflict, Invalid) as problem:
        field = ABOUT.get(problem.code)
        form.add_error(field if field in form.fields else None, _(problem.message) % problem.values)
        return False
    return True


def saved(sentence: str, request: Request, person: int) -> HttpResponse:
    """Back to the page of the person, which says what was done."""
    told(request, sentence)
    return see_other(reverse("people:person", args=[person]))


def ask(
    request: Request, write: Callable[[str], object], done: str, person: User | None, **page: Any
) -> HttpResponse:
    """Ask first, and for a reason; then do it."""
    assert person is not None, "a link of nobody is looked after by nobody"
    form = Reason(request.POST if request.method == "POST" else None)
    if form.is_valid() and taken(form, lambda: write(form.cleaned_data["why"])):
        return saved(done, request, person.pk)
    return answer_form(request, "actors/ask.html", {**about(person), **page}, form)


def about(person: User) -> dict[str, Any]:
    """What every page says that is about a person."""
    back = reverse("people:person", args=[person.pk])
    return {"section": "people:index", "person": person, "back": back}


def roles_to_give(request: Request) -> list[Role]:
    """Those that whoever asks may give, in the order of the table."""
    return [role for role in Role if may(request.actor, Action.MANAGE_PEOPLE, role)]


def places(request: Request, at: datetime) -> dict[str, Choices]:
    """The States that are there on the day, and the organizations, by name."""
    language, today = here(), at.date()
    states = [
        (each.key, each.names.in_(language))
        for each in queries.all_states(request.actor)
        if each.existence.contains(today)
    ]
    organizations = [(each.key, each.names.in_(language)) for each in queries.organizations(request.actor)]
    return {"states": by_name(states), "organizations": by_name(organizations)}


def by_name(choices: Choices) -> Choices:
    return sorted(choices, key=lambda choice: sort_key(choice[1]))
