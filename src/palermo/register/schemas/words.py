"""What several answers of the register say of a field, and whom they name."""

from typing import NamedTuple

from palermo.core.language import Text

INSTRUMENT = "Key of the instrument."
PARTICIPANT = "ISO 3166-1 alpha-3 code of the State, or code of the organization."
NAMES = "Present name of the participant."
PAGE = "Path of the page that shows it, on this server."


class Who(NamedTuple):
    """A participant: its code, its names, and its page."""

    code: str
    names: Text
    url: str
