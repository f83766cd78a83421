"""What a cell may name: values by every name that they have, in any language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext_noop as _

from palermo.core.language import fold

LONGEST_NAME, LONGEST_SHOWN, MOST_SHOWN = 500, 60, 12
MOST_COMPARED = 50  # names that are unknown: to compare each with all others takes time


class Unfit(Exception):  # noqa: N818 (it is what the cell meets, not a fault of ours)
    """A cell that its column cannot take: a code, an English message, and values."""

    def __init__(self, code: str, message: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.message, self.values = code, message, values


@dataclass(slots=True)
class Choices:
    """Values with all their names, and how each is called where it is suggested."""

    names: Mapping[str, Iterable[str]]
    labels: Mapping[str, str] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(init=False, default_factory=dict)
    compared: dict[str, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for value, names in self.names.items():
            for name in {fold(name) for name in (value, *names)}:
                self.by_name.setdefault(name, []).append(value)

    def find(self, text: str) -> str:
        """The value that is called so. Raises Unfit with those that are called nearly so, if any."""
        found = self.by_name.get(fold(text[:LONGEST_NAME]), [])
        if len(found) == 1:
            return found[0]
        shown = text[:LONGEST_SHOWN]
        if found:
            message = _("More than one is called “%(value)s”: %(near)s. Give the code.")
            raise Unfit("choice.ambiguous", message, value=shown, near=self.listed(found))
        if near := self.near(shown):
            message = _("“%(value)s” is not known here. Did you mean: %(near)s?")
            raise Unfit("choice.unknown", message, value=shown, near=self.listed(near))
        if len(self.names) <= MOST_SHOWN:
            message = _("“%(value)s” is not known here. Give one of: %(near)s.")
            raise Unfit("choice.unknown", message, value=shown, near=self.listed(self.names))
        raise Unfit("choice.unknown", _("“%(value)s” is not known here. Give a name or a code."), value=shown)

    def listed(self, values: Iterable[str]) -> str:
        return ", ".join(dict.fromkeys(self.labels.get(value, value) for value in values))

    def near(self, text: str) -> list[str]:
        """The values that are called nearly so."""
        name = fold(text)
        if name not in self.compared and len(self.compared) < MOST_COMPARED:
            self.compared[name] = nearest(name, self.by_name)
        names = self.compared.get(name, [])
        return list(dict.fromkeys(value for each in names for value in self.by_name[each]))


def nearest(text: str, names: Iterable[str]) -> list[str]:
    """The folded names that are most like a folded text, the likest first."""
    return get_close_matches(text[:LONGEST_SHOWN], list(names), n=3, cutoff=0.7)
