"""What the words of a paragraph name of what is on record: States, organizations, provisions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from palermo.actors import queries as actors
from palermo.core.actor import Actor
from palermo.core.deliberation.kinds import kind_of
from palermo.core.language import fold
from palermo.mandates.services.plans import Party
from palermo.texts import queries as texts

# The kinds of a phrase in which the name of a State stands for that State, and not for an organ of it.
OF_STATES = {"states", "other", "parties"}
SHORTEST = 4  # letters of a word that tells one treaty from another
CITED = re.compile(r"(?P<name>.+?)(?: Art\. (?P<article>\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class Known:
    """The names of one language, folded, and the keys that they stand for."""

    language: str
    states: Mapping[str, str]
    organizations: Mapping[str, str]
    found: re.Pattern[str]
    treaties: Mapping[str, tuple[str, ...]]  # the folded names of each instrument
    places: frozenset[str]  # the keys of provisions
    own: str = ""  # the instrument of the body that decided

    def under(self, own: str) -> "Known":
        """The same where the body that decided is of that instrument."""
        return replace(self, own=own)

    def parties(self, phrases: Iterable[str]) -> Iterator[Party]:
        """Each phrase as one party, or as the States that it names."""
        for phrase in phrases:
            kind, folded = kind_of(phrase, self.language), fold(phrase)
            named = [hit[0] for hit in self.found.finditer(folded)] if kind in OF_STATES else []
            keys = [self.states[name] for name in named if name in self.states]
            if keys:
                yield from (Party("state", state=key, printed=phrase) for key in dict.fromkeys(keys))
            elif organization := self.organizations.get(folded):
                yield Party("organization", organization=organization, printed=phrase)
            else:
                yield Party(kind, printed=phrase)

    def provisions(self, references: Iterable[str]) -> Iterator[str]:
        """The keys of the instruments and articles that are cited, where they are on record."""
        for reference in references:
            cited = CITED.fullmatch(reference)
            instrument = self.instrument(fold(cited["name"])) if cited else ""
            if not cited or not instrument:
                continue
            place = f"{instrument}/{cited['article']}"
            yield place if place in self.places else instrument

    def instrument(self, name: str) -> str:
        """The one instrument that a folded name can mean; "" where there is none, or more than one."""
        words = {word for word in re.findall(r"\w+", name) if len(word) >= SHORTEST}
        if len(words) < 2 and self.language != "zh":
            return self.own if name.split(" ")[-1] in GENERIC else ""
        exact = {key for key, names in self.treaties.items() if name in names}
        if len(exact) == 1:
            return exact.pop()
        fits = {
            key for key, names in self.treaties.items() if any(fits_in(name, words, each) for each in names)
        }
        return fits.pop() if len(fits) == 1 else ""


# What a decision calls the instrument under which it was taken.
GENERIC = {
    *("convention", "protocol", "protocole", "convencion", "protocolo"),
    *("конвенция", "протокол", "конвенции", "протокола", "الاتفاقية", "البروتوكول", "اتفاقيه", "بروتوكول"),
    *("公约", "议定书", "《公约》", "《议定书》"),
}


def fits_in(name: str, words: set[str], title: str) -> bool:
    """Whether a name shortens a title: it begins alike, and has no word beyond those of the title."""
    if not words:
        return name in title
    return name[:5] == title[:5] and words <= set(re.findall(r"\w+", title))


def known_in(actor: Actor, language: str) -> Known:
    """What is on record under the names of a language."""
    states = {
        fold(name): state.key for state in actors.all_states(actor) if (name := state.names.in_(language))
    }
    organizations = {
        fold(name): each.key
        for each in actors.organizations(actor)
        for name in (each.names.in_(language), each.short_names.in_(language))
        if name
    }
    edge = "" if language == "zh" else r"\b"
    longest = sorted(map(re.escape, states), key=len, reverse=True)
    treaties = {
        each.key: tuple(fold(name) for name in (each.titles.in_(language), each.short_titles.in_(language)))
        for each in texts.all_instruments(actor)
    }
    return Known(
        language,
        states,
        organizations,
        re.compile(f"{edge}(?:{'|'.join(longest) or '(?!)'}){edge}"),
        treaties,
        frozenset(each.key for each in texts.all_provisions(actor)),
    )
