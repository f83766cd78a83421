"""The journal's pages, as they are read."""

import re
from collections.abc import Callable
from html import unescape

from django.test import Client

SignedIn = Callable[..., Client]
Read = Callable[..., str]


def words(html: str) -> str:
    """What one reads, and no tag."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def numbers(html: str) -> list[int]:
    return [
        int(number)
        for number in re.findall(r'<th scope="row"><span class="num"><a href="/en/journal/(\d+)/">', html)
    ]
