"""Which States and organizations an address asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from palermo.actors.models import State
from palermo.core.errors import Invalid
from palermo.core.language import fold
from palermo.kit.http import choice, words
from palermo.register.exports.participants import Participant


@dataclass(frozen=True, slots=True)
class Who:
    """ "" is everyone."""

    region: str
    group: str
    q: str

    @property
    def any(self) -> bool:
        return bool(self.region or self.group or self.q)

    def keeps(self, each: Participant) -> bool:
        return (
            self.region in ("", each.region_key)
            and self.group in ("", each.group)
            and (not self.q or fold(self.q) in each.folded)
        )


def who_of(request: HttpRequest, regions: Iterable[str]) -> Who:
    """Read the address; raises Invalid with a sentence for what cannot be read."""
    return Who(
        choice(request, "region", set(regions)),
        choice(request, "group", State.Group.values),
        words(request, "q"),
    )


def participant(request: HttpRequest, people: Mapping[str, Participant]) -> str:
    """Whose acts: a State or organization by its code."""
    value = request.GET.get("participant", "")
    if value and value.upper() not in people:
        raise Invalid(
            "participant.unknown",
            "“%(value)s” is not the code of a State or organization. Give one such as JPN or EUE.",
            value=value[:60],
        )
    return value.upper()
