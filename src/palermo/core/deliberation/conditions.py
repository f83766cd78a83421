"""On what depends what a paragraph asks: the clauses that say so, as printed."""

from palermo.core.deliberation.words import Words


def conditions_of(text: str, words: Words) -> list[str]:
    """The clauses in their order, each once: “where appropriate”, “subject to the availability of funds”."""
    found = (" ".join(hit[0].split()).strip(" ,;:،，；") for hit in words.condition.finditer(text))
    return list(dict.fromkeys(found))
