"""What the addresses of the lists of this room ask for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_noop

from palermo.actors import queries as actors
from palermo.core.actor import Actor
from palermo.core.errors import Invalid
from palermo.core.language import fold_names
from palermo.kit.http import choice, day, words
from palermo.mandates import queries
from palermo.mandates.models import Deliberation, OperativeAct, ParagraphAddressee, Progress, Standing
from palermo.mandates.queries.asked import party_called
from palermo.mandates.queries.mandates import DUE, Wanted
from palermo.meetings import queries as meetings
from palermo.texts import queries as texts


def wanted_of(request: HttpRequest, actor: Actor, years: Iterable[int]) -> Wanted:
    """Read the address; raises Invalid with a sentence for what cannot be read."""
    organizations = {each.slug: key for key, each in actors.organizations_in_brief(actor).items()}
    since, until = day(request, "from", None), day(request, "to", None)
    if since and until and until < since:
        raise Invalid(
            "period.backwards",
            gettext_noop("The period ends on %(end)s, not after it begins on %(start)s. Give a later end."),
            start=since.isoformat(),
            end=until.isoformat(),
        )
    return Wanted(
        party=party_of(request, actor),
        addressee=choice(request, "addressee", ParagraphAddressee.values),
        state=choice(request, "state", actors.states_in_brief(actor)),
        organization=organizations.get(choice(request, "organization", organizations), ""),
        act=choice(request, "act", OperativeAct.values),
        due=choice(request, "due", DUE),
        since=since,
        until=until,
        theme=choice(request, "theme", [each.key for each in texts.themes(actor)]),
        progress=choice(request, "progress", Progress.values),
        standing=choice(request, "standing", Standing.values),
        year=choice(request, "year", [str(each) for each in years]),
        decision=choice(request, "decision", queries.every(actor)),
        q=words(request, "q"),
    )


def party_of(request: HttpRequest, actor: Actor) -> str:
    wanted = words(request, "party", 40)
    found = party_called(actor, wanted) if wanted else None
    if wanted and found is None:
        raise Invalid(
            "party.invalid",
            gettext_noop(
                "“%(value)s” is no State, organization or kind of addressees. Give the code of a State, such "
                "as JPN, or take the filter away."
            ),
            value=wanted,
        )
    return found.key if found else ""


@dataclass(frozen=True, slots=True)
class DecisionFilters:
    """ "" is everything."""

    body: str
    year: str
    kind: str
    q: str

    @property
    def any(self) -> bool:
        return any((self.body, self.year, self.kind, self.q))

    def keep(self, rows: Iterable[Deliberation]) -> list[Deliberation]:
        """The rows that fit; the words stand in the symbol as any language prints it, or in a title."""
        wanted = meetings.as_recorded(self.q)
        return [
            row
            for row in rows
            if self.body in ("", row.body_id)
            and self.year in ("", str(row.year))
            and self.kind in ("", row.kind)
            and (not wanted or wanted in fold_names(" | ".join(queries.names_of(row))))
        ]


def decision_filters_of(
    request: HttpRequest, bodies: Collection[str], years: Collection[str]
) -> DecisionFilters:
    return DecisionFilters(
        choice(request, "body", bodies),
        choice(request, "year", years),
        choice(request, "kind", Deliberation.Kind.values),
        words(request, "q"),
    )
