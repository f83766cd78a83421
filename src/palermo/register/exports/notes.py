"""The sources that stand below a list."""

from collections.abc import Iterable


class Notes:
    """The sources of the rows shown, each once: the table has their numbers, a list below it their words."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.words = [source for source in dict.fromkeys(sources) if source]
        self._links = {
            source: f'<a class="dot-link" href="#source-{number}">{number}</a>'
            for number, source in enumerate(self.words, start=1)
        }

    def link(self, source: str) -> str:
        return self._links.get(source, "–")
