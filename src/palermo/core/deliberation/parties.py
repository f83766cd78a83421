"""Whom a paragraph addresses: those who are asked, told, invited, reminded, authorized or obliged to act."""

import re

from palermo.core.deliberation.verbs import Verb
from palermo.core.deliberation.words import NEVER, Words

ASKING = {"requests", "calls_upon", "urges", "invites", "encourages", "recommends", "authorizes"}
LONGEST = 220
REACH = 600  # letters before a pronoun, for what it stands for
MISREAD = re.compile(r"\bail\b")  # by a scanner


def parties_of(text: str, verbs: list[Verb], words: Words, body: str = "") -> list[str]:
    """The parties of all verbs of a paragraph, as printed, each once; not the `body` itself."""
    found: dict[str, None] = {}
    text = MISREAD.sub("all", text)
    for at, verb in enumerate(verbs):
        last = at + 1 == len(verbs)
        said = text[verb.end : len(text) if last else verbs[at + 1].start]
        if words.pronoun.match(said):
            named = list(words.antecedent.finditer(text, max(0, verb.start - REACH), verb.start))
            found.update(dict.fromkeys(each[0] for each in named[-1:]))
            continue
        for party in addressed(said, verb, words, whole=not last):
            found.setdefault(party, None)
    return [party for party in found if not is_own(party, words, body)]


def is_own(party: str, words: Words, body: str) -> bool:
    """Whether a party is the body that speaks: by its whole name, or by the noun that its name has."""
    own = words.own.fullmatch(party)
    return own is not None and party.split()[-1].casefold() in body.casefold()


def addressed(said: str, verb: Verb, words: Words, *, whole: bool) -> list[str]:
    """The parties that one verb governs, in the words behind it; `whole` where the next verb ends them."""
    said = said.lstrip()
    if not words.that.match(said):  # in Russian a comma stands before “that”
        said = skip_insertion(said)
    if words.nobody.search(verb.printed):
        return []
    if words.parties is not NEVER:
        return listed(said, verb, words)
    asked = words.asking.match(said)
    if asked:
        said = skip_insertion(said[asked.end() :])
        stop = words.object_ends.search(said)
        return pieces(said[: stop.start()], words) if stop else []
    that = words.that.match(said)
    if that:
        binding = verb.act in ASKING or words.obliging.match(verb.plain)
        return clauses(said[that.end() :], words, verb) if binding else []
    if words.told is not NEVER:  # in Arabic each verb has its own preposition before its party
        told = words.told.match(f"{verb.plain} {said}")
        return pieces(told["party"], words) if told else []
    if verb.act in ASKING or words.reminding.match(verb.plain) or words.telling.match(f"{verb.plain} {said}"):
        stop = words.object_ends.search(said)
        if stop or whole or not words.needs_end:
            return pieces(said[: stop.start() if stop else LONGEST], words)
    return []


def skip_insertion(said: str) -> str:
    """Without what stands between commas at the beginning."""
    if said[:1] in ",،，":
        rest = re.split("[,،，]", said[1:], maxsplit=1)
        return rest[1].lstrip() if len(rest) == 2 and len(rest[0]) < LONGEST else said[1:].lstrip()
    return said


def listed(said: str, verb: Verb, words: Words) -> list[str]:
    """Where no space parts words: the parties that follow a verb, by the nouns that they are."""
    named = words.parties.match(said)
    if not named:
        return []
    if verb.act in ASKING or words.reminding.match(verb.plain):
        return words.divide(named[0])
    obliged = words.obliging.match(verb.plain) and words.modal.match(said, named.end())
    return words.divide(named[0]) if obliged and not words.passive.match(said, named.end()) else []


def clauses(said: str, words: Words, verb: Verb) -> list[str]:
    """Who is to act in a clause, and in those that are joined to it by a further “that”."""
    starts = [0, *(found.end() for found in words.again.finditer(said))]
    ends = [*(found.start() for found in words.again.finditer(said)), len(said)]
    return [
        party
        for start, end in zip(starts, ends, strict=True)
        for party in subject(said[start:end], words, verb)
    ]


def subject(said: str, words: Words, verb: Verb) -> list[str]:
    """Who is to act in a clause: what stands before the verb that obliges them."""
    said = skip_insertion(said.lstrip())
    if first := words.verb_first.match(said):  # the subject follows its verb
        rest = said[first.end() :]
        stop = words.subject_ends.search(rest)
        return pieces(rest[: stop.start() if stop else LONGEST], words) if words.head.match(rest) else []
    modal = words.modal.search(said[: LONGEST * 2])
    if modal and not words.passive.match(said, modal.start()):
        found = pieces(said[: modal.start()], words)
        if found:
            return found
    named = words.noun_phrase.match(said) if verb.act in ASKING else None
    if named and words.unfinished.search(named[0].rstrip()):  # it goes on with what no list has
        return pieces(named[0].rpartition(" and ")[0], words)
    passive = named and words.passive.match(said.rstrip(), len(named[0].rstrip()))
    return pieces(named[0], words) if named and not passive else []


def pieces(said: str, words: Words) -> list[str]:
    """Distinct parties, one by one; none where the words name nobody who can act."""
    said = words.phrase_ends.split(said.strip(), maxsplit=1)[0].strip(" ,;:،，")
    if not said or len(said) > LONGEST or words.things.match(said) or not words.head.search(said):
        return []
    parts: list[str] = []
    for part in words.divide(said):
        plain = words.leading.sub("", part.strip(" ,،，"), count=1).strip(" ,;:،，、")
        plain = "ا" + plain[1:] if plain.startswith("لل") else plain  # the article behind “to” is contracted
        if plain := words.trailing.sub("", plain):
            parts.append(plain)
    return parts
