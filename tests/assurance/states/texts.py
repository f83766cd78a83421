"""States of official texts that are imported, and of their files."""

from palermo.kit.models import changed
from tests import factories
from tests.assurance.states.making import Made, Makes, Table
from tests.assurance.states.uploads import uploads

WHOSE = {"instrument": "tip-protocol", "language": "en"}


def text(language: str) -> Makes:
    """An official text in that language, which the texts read anew; nothing in another."""

    def make(_visitor: str) -> Made:
        if language == "fr":
            factories.official_text(language, instrument=factories.instrument("x-treaty"))
            changed("palermo.texts")
        return {"instrument": "x-treaty", "language": language}

    return make


STATES: Table = {
    "/{lang}/texts/import/{number}/{instrument}/{language}/": uploads(
        "palermo.texts.importers.plans.plan_text", b"no treaty", WHOSE
    ),
    "/{lang}/texts/{instrument}/official/{language}/remove/": {"held": text("fr"), "not there": text("ru")},
}
