"""States of paragraphs that are followed up, of claims, links and tasks."""

from itertools import count

from palermo.mandates.models import FollowUp, Paragraph
from palermo.mandates.services.listing import list_paragraphs
from tests import factories
from tests.assurance.states.making import Made, Makes, Table, named, no_number

numbers = count(1)


def a_paragraph(kind: str = "operative") -> Paragraph:
    """One of an invented decision that asks all States something."""
    number = next(numbers)
    row = factories.paragraph(
        deliberation=factories.deliberation("x-followed", symbol="Decision X/9"),
        label=f"n{number}",
        key=f"x-followed/n{number}",
        order=number,
        kind=kind,
        act="requests",
        addressee="states",
    )
    list_paragraphs([row])
    return row


def operative(_visitor: str) -> Made:
    row = a_paragraph()
    return {"key": row.deliberation_id, "label": row.label}


def preamble(_visitor: str) -> Made:
    row = a_paragraph("preamble")
    return {"key": row.deliberation_id, "label": row.label}


def a_claim(**values: object) -> FollowUp:
    return factories.follow_up(paragraph=a_paragraph(), **values)


def of_state(_visitor: str) -> Made:
    return {"pk": a_claim(claimant="state", state=factories.state()).pk}


def of_secretariat(_visitor: str) -> Made:
    return {"pk": a_claim().pk}


def withdrawn(_visitor: str) -> Made:
    return {"pk": a_claim(withdrawn_at=factories.MOMENT, withdrawn_because="Wrong").pk}


def link(_visitor: str) -> Made:
    return {"pk": factories.succession(earlier=a_paragraph(), later=a_paragraph()).pk}


def open_task(_visitor: str) -> Made:
    return {"pk": factories.task(paragraph=a_paragraph()).pk}


def done_task(_visitor: str) -> Made:
    return {"pk": factories.task(paragraph=a_paragraph(), status="done").pk}


OF_A_PARAGRAPH: dict[str, Makes] = {
    "operative": operative,
    "of the preamble": preamble,
    "not there": named(key="x-none", label="a"),
}
STATES: Table = {
    "/{lang}/decisions/{key}/paragraphs/{label}/follow-up/": OF_A_PARAGRAPH,
    "/{lang}/decisions/{key}/paragraphs/{label}/link/": OF_A_PARAGRAPH,
    "/{lang}/decisions/{key}/paragraphs/{label}/task/": OF_A_PARAGRAPH,
    "/{lang}/follow-ups/{pk}/withdraw/": {
        "of XAA": of_state,
        "of the Secretariat": of_secretariat,
        "withdrawn": withdrawn,
        "not there": no_number("pk"),
    },
    "/{lang}/links/{pk}/remove/": {"there": link, "not there": no_number("pk")},
    "/{lang}/tasks/{pk}/": {"open": open_task, "done": done_task, "not there": no_number("pk")},
}
