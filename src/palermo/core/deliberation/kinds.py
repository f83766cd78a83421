"""What kind of party a phrase names: the Secretariat, States parties, the parties to a conflict …"""

import re
import tomllib
from functools import cache
from importlib.resources import files


def kind_of(phrase: str, language: str) -> str:
    """A code of the list of kinds; "other" where the phrase is of none.

    >>> kind_of("the States parties to the Protocol", "en"), kind_of("le Secrétariat", "fr")
    ('states_parties', 'secretariat')
    """
    said = " ".join(phrase.split())
    return next((kind for kind, form in forms_of(language).items() if form.search(said)), "other")


@cache
def forms_of(language: str) -> dict[str, re.Pattern[str]]:
    told = tomllib.loads(files("palermo.core.lexicon").joinpath("addressees.toml").read_text("utf-8"))
    return {kind: re.compile(form) for kind, form in told[language].items()}
