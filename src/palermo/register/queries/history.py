"""One act, and what stood in its place before and after it was corrected."""

from django.db.models import QuerySet

from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.permissions import Action, check
from palermo.register.models import Act


def act(actor: Actor, key: str) -> Act:
    """An act by its key, held true or not. Raises Missing: there is no such act."""
    check(actor, Action.READ_REGISTER)
    found = rows().filter(key=key).first()
    if found is None:
        raise Missing("act.missing", "There is no act “%(key)s”.", key=key[:80])
    return found


def history(actor: Actor, of: Act) -> list[Act]:
    """The act, those that it was corrected from and to, the oldest first; in a constant number of queries."""
    check(actor, Action.READ_REGISTER)
    corrected = Act.objects.filter(replaced_by__isnull=False).values_list("pk", "replaced_by")
    after = {old: new for old, new in corrected if new}
    before = {new: old for old, new in after.items()}
    chain = [of.pk]
    while chain[0] in before:
        chain.insert(0, before[chain[0]])
    while chain[-1] in after:
        chain.append(after[chain[-1]])
    found = rows().in_bulk(chain)
    return [found[pk] for pk in chain]


def rows() -> QuerySet[Act]:
    return Act.objects.select_related("instrument", "state", "organization")
