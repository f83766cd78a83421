"""Every address of the URL configuration, as the policy writes it, and an example of each."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.assurance.policy import EMPTY, WITHOUT_VIEW
from tests.pages import FILES, HELD, PAGES

NAMED = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
# Addresses that are not pages, and so not among them.
OTHERS = {
    "/": "/",
    "/robots.txt": "/robots.txt",
    "/healthz": "/healthz",
    "/api/v1/openapi.json": "/api/v1/openapi.json",
    "/api/v1/decisions/{key}/evidence": "/api/v1/decisions/4-4/evidence",
    "/api/v1/states": "/api/v1/states",
    "/api/v1/states/{iso3}": "/api/v1/states/JPN",
    "/api/v1/organizations": "/api/v1/organizations",
    "/api/v1/regions": "/api/v1/regions",
    "/api/v1/instruments": "/api/v1/instruments",
    "/api/v1/instruments/{key}": "/api/v1/instruments/untoc",
    "/api/v1/provisions": "/api/v1/provisions",
    "/api/v1/provisions/{instrument}/{number}": "/api/v1/provisions/tip-protocol/9",
    "/api/v1/themes": "/api/v1/themes",
    "/api/v1/official-texts": "/api/v1/official-texts",
    "/api/v1/official-texts/{instrument}/{language}/wordings": "/api/v1/official-texts/uncac/en/wordings",
    "/api/v1/acts": "/api/v1/acts",
    "/api/v1/declarations": "/api/v1/declarations",
    "/api/v1/standings": "/api/v1/standings",
    "/api/v1/published-counts": "/api/v1/published-counts",
    "/api/v1/completeness": "/api/v1/completeness",
    "/api/v1/bodies": "/api/v1/bodies",
    "/api/v1/sessions": "/api/v1/sessions",
    "/api/v1/outcomes": "/api/v1/outcomes",
    "/api/v1/topics": "/api/v1/topics",
    "/api/v1/deliberations": "/api/v1/deliberations",
    "/api/v1/deliberations/{key}": "/api/v1/deliberations/4-4",
    "/api/v1/deliberations/{key}/paragraphs": "/api/v1/deliberations/4-4/paragraphs",
    "/api/v1/deliberations/{key}/paragraphs/{label}": "/api/v1/deliberations/4-4/paragraphs/o.i",
    "/api/v1/deliberations/{key}/texts": "/api/v1/deliberations/4-4/texts",
    "/api/v1/deliberations/{key}/texts/{language}/paragraphs": (
        "/api/v1/deliberations/4-4/texts/en/paragraphs"
    ),
    "/api/v1/mandates": "/api/v1/mandates",
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


def places(address: str) -> list[str]:
    """The names of what stands in its places."""
    return re.findall(r"\{(\w+)\}", address)


def filled(address: str, given: Mapping[str, Any]) -> str:
    """An address with something in each of its places."""
    return address.format_map(given)


@cache
def examples() -> dict[str, list[str]]:
    """Addresses that are there, by the line of the policy under which they stand."""
    found = {address: [example] for address, example in OTHERS.items()}
    for page in PAGES + FILES + HELD:
        path = f"/en/{page}"
        found.setdefault(written(resolve(path.partition("?")[0]).route), []).append(path)
    return found
