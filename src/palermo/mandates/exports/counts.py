"""How many paragraphs have each act or theme: counts, each with its bar."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from palermo.kit.templatetags.kit import figure

WIDTH = 200


@dataclass(frozen=True, slots=True)
class Bar:
    """A count, and the page that lists what is counted."""

    label: str
    count: int
    url: str
    width: int

    @property
    def picture(self) -> SafeString:
        """The count as a length; it stands in figures beside it."""
        return format_html(
            '<svg class="spark" viewBox="0 0 200 3" aria-hidden="true"><rect class="fill" width="{}" '
            'height="3"/></svg>',
            self.width,
        )

    @property
    def said(self) -> str:
        return figure(self.count)


def bars(counts: Iterable[tuple[str, int, str]]) -> list[Bar]:
    """Label, count and address of each; the longest bar is the most."""
    listed = list(counts)
    most = max((count for _label, count, _url in listed), default=1)
    return [Bar(label, count, url, round(WIDTH * count / most)) for label, count, url in listed]
