"""What an actor may see of instruments and provisions."""

from typing import NamedTuple

from django.db.models import Q, QuerySet

from palermo.core.actor import Actor
from palermo.core.citation import Citation
from palermo.core.errors import Invalid, Missing
from palermo.core.language import begins, fold
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.texts.models import Instrument, OfficialText, Provision, Theme, Wording

# Names that people use and that no title has: never printed, only found.
PALERMO = ("Palermo", "Palerme", "Палермский", "Палермская", "باليرمو", "巴勒莫")
ALSO_CALLED = {
    "untoc": (*PALERMO, "TOC", "CTOC"),
    "tip-protocol": (*PALERMO, "TIP", "human beings"),
    "smuggling-protocol": (*PALERMO, "SOM"),
    "firearms-protocol": PALERMO,
    "uncac": ("Merida", "Mérida"),
}


def instruments(actor: Actor) -> QuerySet[Instrument]:
    """The Convention, its Protocols, then those whose text alone can be held here."""
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


def registered(actor: Actor) -> list[Instrument]:
    """Those whose acts the register keeps."""
    return [each for each in all_instruments(actor) if each.acts_recorded]


def all_provisions(actor: Actor) -> list[Provision]:
    """Every article, paragraph and subparagraph summarized here, as the texts have them; read once."""
    check(actor, Action.READ_TEXTS)
    found = Provision.objects.select_related("theme", "instrument").order_by("instrument__order", "order")
    return remembered("palermo.texts", "provisions", lambda: list(found))


def provisions(actor: Actor, instrument_key: str) -> list[Provision]:
    """Those of an instrument."""
    return [each for each in all_provisions(actor) if each.instrument_id == instrument_key]


def articles(actor: Actor, instrument_key: str) -> list[Provision]:
    """Its articles, without what stands below them."""
    return [each for each in provisions(actor, instrument_key) if each.parent_id is None]


def themes(actor: Actor) -> list[Theme]:
    """What provisions are about, in our order; read once."""
    check(actor, Action.READ_TEXTS)
    return remembered("palermo.texts", "themes", lambda: list(Theme.objects.order_by("order")))


def theme(actor: Actor, key: str) -> Theme:
    found = next((each for each in themes(actor) if each.key == key), None)
    if found is None:
        raise Missing("theme.missing", "There is no theme “%(key)s”.", key=key[:40])
    return found


def search_instruments(actor: Actor, text: str) -> list[Instrument]:
    """Instruments by the words of their names in any language, the names that people use among them."""
    return [each for each in all_instruments(actor) if begins(text, names_of(each))]


def names_of(each: Instrument) -> list[str]:
    called = [each.key, each.key.replace("-", " "), *ALSO_CALLED.get(each.key, ()), each.depositary_reference]
    return [*called, *each.titles.values(), *each.short_titles.values()]


def search(actor: Actor, text: str) -> list[Provision]:
    """Provisions by words in any language, or by a citation such as “art. 9, para. 5”; Protocols first.

    A citation finds the place itself, or the nearest above it that has a row of its own.
    """
    rows = all_provisions(actor)
    try:
        cited = nearest(actor, Citation.parse(text).path)
    except Invalid:
        wanted = fold(text)
        found = [each for each in rows if wanted in each.folded]
    else:
        found = [each for each in rows if each.key in cited]
    return sorted(found, key=lambda each: each.instrument.parent_id is None)


def nearest(actor: Actor, path: str) -> set[str]:
    """In each instrument, the key of the provision at a place, or of the lowest one above it."""
    places = {each.key for each in all_provisions(actor)}
    steps = path.split("/")
    ways = ["/".join(steps[:length]) for length in range(len(steps), 0, -1)]
    candidates = [[f"{each.key}/{way}" for way in ways] for each in all_instruments(actor)]
    return {key for keys in candidates if (key := next((each for each in keys if each in places), None))}


def official_texts(actor: Actor) -> list[OfficialText]:
    """The official texts that holders imported, by instrument and language; read once."""
    check(actor, Action.READ_TEXTS)
    found = OfficialText.objects.select_related("instrument").order_by("instrument__order", "language")
    return remembered("palermo.texts", "official texts", lambda: list(found))


def wordings(actor: Actor, instrument_key: str, language: str) -> QuerySet[Wording]:
    """The parts of an official text as the file has them; none where it is not held."""
    check(actor, Action.READ_TEXTS)
    return Wording.objects.filter(text__instrument=instrument_key, text__language=language).order_by("order")


def worded_articles(actor: Actor, instrument_key: str, language: str) -> QuerySet[Wording]:
    """The articles of an official text: how each is numbered and headed, without its words."""
    found = wordings(actor, instrument_key, language).filter(kind=Wording.Kind.ARTICLE)
    return found.exclude(number="").only("number", "printed", "heading")


class Worded(NamedTuple):
    """A part of an official text, without its raw: an article may have hundreds in six languages."""

    kind: str
    number: str
    printed: str
    heading: str
    words: str


def wordings_of_article(actor: Actor, instrument_key: str, article: str) -> dict[str, list[Worded]]:
    """The parts of an article in each language that is held, as the file has them."""
    check(actor, Action.READ_TEXTS)
    of_article = Q(number=article) | Q(number__startswith=f"{article}/")
    found = Wording.objects.filter(of_article, text__instrument=instrument_key)
    rows = found.order_by("text__language", "order").values_list("text__language", *Worded._fields)
    by_language: dict[str, list[Worded]] = {}
    for language, *fields in rows:
        by_language.setdefault(language, []).append(Worded(*fields))
    return by_language


def article(
    actor: Actor, instrument_key: str, number: str
) -> tuple[list[Provision], dict[str, list[Worded]]]:
    """What is held of an article: our rows, and its words by language. Raises Missing for neither."""
    rows = [each for each in provisions(actor, instrument_key) if each.article == number]
    official = wordings_of_article(actor, instrument_key, number)
    if not rows and not official:
        raise Missing(
            "article.missing",
            "There is no article %(number)s of “%(key)s” here.",
            number=number,
            key=instrument_key,
        )
    return rows, official


def official_text(actor: Actor, instrument_key: str, language: str) -> OfficialText:
    """The official text of an instrument in one language. Raises Missing where it is not held."""
    for each in official_texts(actor):
        if (each.instrument_id, each.language) == (instrument_key, language):
            return each
    raise not_held(instrument_key, language)


def not_held(instrument_key: str, language: str) -> Missing:
    return Missing(
        "official_text.missing",
        "No official text of “%(key)s” in the language “%(language)s” is held here.",
        key=instrument_key[:40],
        language=language[:8],
    )
