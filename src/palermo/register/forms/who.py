"""Which States and organizations an address asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from palermo.actors.models import State
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
