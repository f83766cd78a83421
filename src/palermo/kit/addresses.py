"""Addresses for the rows of a long list: the URL configuration is asked once, not two hundred times."""

from collections.abc import Callable

from django.urls import reverse

LIKE_A_CODE = "XXX"  # stands where the code of a State or organization is to stand


def addresses_of(name: str) -> Callable[[str], str]:
    """The address of that name for any three-letter code, in the language that holds now."""
    before, after = reverse(name, args=[LIKE_A_CODE]).split(LIKE_A_CODE)
    return lambda code: f"{before}{code}{after}"
