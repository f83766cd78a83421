"""Parts of a page, as they are read."""

from collections.abc import Callable

Page = Callable[..., str]


def between(text: str, start: str, end: str) -> str:
    return text[text.index(start) : text.index(end, text.index(start))]
