"""What an actor may see of instruments and provisions."""

from django.db.models import QuerySet

from palermo.core.actor import Actor
from palermo.core.citation import Citation
from palermo.core.errors import Invalid, Missing
from palermo.core.language import begins, fold
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.texts.models import Instrument, Provision

# Names that people use and that no title has: never printed, only found.
PALERMO = ("Palermo", "Palerme", "Палермский", "Палермская", "باليرمو", "巴勒莫")
ALSO_CALLED = {
    "untoc": (*PALERMO, "TOC", "CTOC"),
    "tip-protocol": (*PALERMO, "TIP", "human beings"),
    "smuggling-protocol": (*PALERMO, "SOM"),
    "firearms-protocol": PALERMO,
}


def instruments(actor: Actor) -> QuerySet[Instrument]:
    """The Convention, then its Protocols."""
    check(actor, Action.READ_TEXTS)
    return Instrument.objects.select_related("parent").order_by("order")


def all_instruments(actor: Actor) -> list[Instrument]:
    """The same, read once while nothing changes."""
    check(actor, Action.READ_TEXTS)  # also where nothing is read
    return remembered("palermo.texts", "instruments", lambda: list(instruments(actor)))


def instrument(actor: Actor, key: str) -> Instrument:
    found = {each.key: each for each in all_instruments(actor)}.get(key)
    if found is None:
        raise Missing("instrument.missing", "There is no instrument “%(key)s”.", key=key[:40])
    return found


def provisions(actor: Actor, instrument_key: str) -> QuerySet[Provision]:
    """The provisions of an instrument in their order."""
    check(actor, Action.READ_TEXTS)
    return Provision.objects.filter(instrument=instrument_key).order_by("order")


def search_instruments(actor: Actor, text: str) -> list[Instrument]:
    """Instruments by the words of their names in any language, the names that people use among them."""
    return [each for each in all_instruments(actor) if begins(text, names_of(each))]


def names_of(each: Instrument) -> list[str]:
    called = [each.key, each.key.replace("-", " "), *ALSO_CALLED.get(each.key, ()), each.depositary_reference]
    return [*called, *each.titles.values(), *each.short_titles.values()]


def search(actor: Actor, text: str) -> QuerySet[Provision]:
    """Provisions by heading in any language, or by a citation such as “art. 9, para. 5”."""
    check(actor, Action.READ_TEXTS)
    found = Provision.objects.select_related("instrument").order_by("-instrument__order", "order")
    try:
        article = Citation.parse(text).article
    except Invalid:
        return found.filter(folded__contains=fold(text))
    return found.filter(number=str(article))
