"""What every room's states are made with."""

from collections.abc import Callable, Mapping
from typing import Any

Made = Mapping[str, Any]  # what stands in the places of the address
Makes = Callable[[str], Made]  # given the name of who comes; made once for all, unless it is their own
Table = dict[str, dict[str, Makes]]  # by address and state

NONE = 987_654  # the number of nothing


def named(**places: Any) -> Makes:
    """A thing that is there by itself, or is not."""
    return lambda _visitor: places


def no_number(*names: str) -> Makes:
    return named(**dict.fromkeys(names or ("number",), NONE))
