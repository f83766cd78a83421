"""States of decisions that are imported, of their files, and of what is edited in them."""

from palermo.kit.models import changed
from palermo.mandates.models import LanguageVersion
from tests import factories
from tests.assurance.states.making import Made, Makes, Table, named
from tests.assurance.states.uploads import uploads


def imported(**places: str) -> Makes:
    """An imported decision of one paragraph, with its text in English."""

    def make(_visitor: str) -> Made:
        if LanguageVersion.objects.filter(deliberation="x-imported").exists():
            return {"key": "x-imported"} | places
        decision = factories.deliberation("x-imported", symbol="Decision X/9", imported=True)
        version = factories.language_version(deliberation=decision)
        row = factories.paragraph(deliberation=decision, key="x-imported/1", label="1", act="requests")
        factories.printed_paragraph(version=version, paragraph=row)
        factories.addressee(mandate=factories.mandate(paragraph=row))
        changed("palermo.mandates")
        return {"key": "x-imported"} | places

    return make


EDIT = "/{lang}/decisions/{key}/edit/"
EDIT_PARAGRAPH = "/{lang}/decisions/{key}/paragraphs/{label}/edit/"
STATES: Table = {
    "/{lang}/decisions/import/{number}/": uploads(
        "palermo.mandates.importers.plans.plan_text", b"no decision"
    ),
    "/{lang}/decisions/{key}/texts/{language}/remove/": {
        "held": imported(language="en"),
        "not there": named(key="4-4", language="ru"),
    },
    EDIT: {"imported": imported(), "not there": named(key="4-4")},
    EDIT_PARAGRAPH: {"imported": imported(label="1"), "not there": named(key="4-4", label="a")},
}
