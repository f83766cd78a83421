"""Every address of the URL configuration, as the policy writes it, and an example of each."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.assurance.policy import EMPTY, WITHOUT_VIEW
from tests.pages import FILES, PAGES

NAMED = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
# Addresses that are not pages, and so not among them.
OTHERS = {
    "/": "/",
    "/robots.txt": "/robots.txt",
    "/healthz": "/healthz",
    "/api/v1/openapi.json": "/api/v1/openapi.json",
    "/api/v1/decisions/{key}/evidence": "/api/v1/decisions/4-4/evidence",
}


def written(pattern: str) -> str:
    """A pattern of the URL configuration as the policy writes it."""
    names = NAMED.sub(lambda found: "{" + (found[1] or found[2]) + "}", pattern)
    plain = names.replace("^", "").replace("$", "").replace("\\", "")
    return re.sub(r"^/en/", "/{lang}/", "/" + plain)


def walked(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for item in patterns:
        path = before + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from walked(item.url_patterns, path)
        else:
            yield written(path)


def configured() -> set[str]:
    """Every address that answers: those of the URL configuration, and what middleware answers by itself."""
    return set(walked(get_resolver().url_patterns)) - EMPTY | WITHOUT_VIEW


def examples() -> dict[str, list[str]]:
    """Addresses that are there, by the line of the policy under which they stand."""
    found = {address: [example] for address, example in OTHERS.items()}
    for page in PAGES + FILES:
        path = f"/en/{page}"
        found.setdefault(written(resolve(path.partition("?")[0]).route), []).append(path)
    return found
