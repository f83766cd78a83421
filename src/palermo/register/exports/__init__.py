"""The lists of the register: what is on the screen, and as a file."""

from palermo.register.exports.status import STATUSES, Row, Words

__all__ = ["STATUSES", "Row", "Words"]
