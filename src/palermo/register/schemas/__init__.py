"""What the API answers of the register."""

from palermo.register.schemas.acts import ActOut, Recorded
from palermo.register.schemas.counts import Compared, CompletenessOut, PublishedCountOut
from palermo.register.schemas.declarations import DeclarationOut, Said
from palermo.register.schemas.standings import StandingOut, Stood
from palermo.register.schemas.words import Who

__all__ = [
    "ActOut",
    "Compared",
    "CompletenessOut",
    "DeclarationOut",
    "PublishedCountOut",
    "Recorded",
    "Said",
    "StandingOut",
    "Stood",
    "Who",
]
