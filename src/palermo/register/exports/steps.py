"""The steps at which those stand that are no parties, and what comes next, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from palermo.core.treaty import Status
from palermo.register.exports.status import STATUSES
from palermo.register.queries import OF_PROTOCOL, Pipeline, Step

STEPS: dict[Step, str | Promise] = {
    Step.SIGNED: pgettext_lazy("step", "Signed"),
    Step.NOT_SIGNED: pgettext_lazy("step", "Not signed"),
    Step.SIGNED_PARTY: pgettext_lazy("step", "Signed, party to the Convention"),
    Step.NOT_SIGNED_PARTY: pgettext_lazy("step", "Not signed, party to the Convention"),
    Step.SIGNED_OUTSIDE: pgettext_lazy("step", "Signed, not a party to the Convention"),
    Step.NOT_SIGNED_OUTSIDE: pgettext_lazy("step", "Not signed, not a party to the Convention"),
    Step.SIGNED_UNCLEAR: pgettext_lazy("step", "Signed; whether party to the Convention is unknown"),
    Step.NOT_SIGNED_UNCLEAR: pgettext_lazy("step", "Not signed; whether party to the Convention is unknown"),
    Step.WITHDRAWN: STATUSES[Status.WITHDRAWN],
    Step.SIGNED_UNKNOWN: STATUSES[Status.SIGNED_UNKNOWN],
    Step.UNKNOWN: STATUSES[Status.UNKNOWN],
}
RATIFIES = gettext_lazy(
    "Whoever signed becomes a party by depositing an instrument of ratification, acceptance or approval."
)
ACCEDES = gettext_lazy("Whoever did not sign becomes a party by depositing an instrument of accession.")
FIRST = gettext_lazy(
    "Only a party to the Convention can be a party to a Protocol: it has to join the Convention first, or at "
    "the same time."
)
UNCLEAR = gettext_lazy(
    "Only a party to the Convention can be a party to a Protocol, and the record of the Convention ends on "
    "%(above)s: whether a later act would have to come first is unknown."
)
NEXT: dict[Step, tuple[str | Promise, ...]] = {
    Step.SIGNED: (RATIFIES,),
    Step.NOT_SIGNED: (ACCEDES,),
    Step.SIGNED_PARTY: (RATIFIES,),
    Step.NOT_SIGNED_PARTY: (ACCEDES,),
    Step.SIGNED_OUTSIDE: (FIRST, RATIFIES),
    Step.NOT_SIGNED_OUTSIDE: (FIRST, ACCEDES),
    Step.SIGNED_UNCLEAR: (UNCLEAR, RATIFIES),
    Step.NOT_SIGNED_UNCLEAR: (UNCLEAR, ACCEDES),
    Step.WITHDRAWN: (gettext_lazy("Whoever withdrew becomes a party again by a new act."),),
    Step.SIGNED_UNKNOWN: (
        gettext_lazy("A signature is on record, and no other act up to %(own)s; a later one would not be."),
    ),
    Step.UNKNOWN: (
        gettext_lazy("No act is on record up to %(own)s; later acts would not be on record here."),
    ),
}


def steps_of(found: Pipeline) -> list[tuple[str, str | Promise]]:
    """The steps that there are: to the Convention itself nobody has to join another first."""
    own = {Step.SIGNED, Step.NOT_SIGNED}
    others = own if found.above else set(OF_PROTOCOL.values())
    return [(step.value, word) for step, word in STEPS.items() if step not in others]
