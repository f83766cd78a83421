"""Problems: what is refused, with a sentence that a person can act on."""

from typing import Any, ClassVar


class Problem(Exception):  # noqa: N818 (it is what the reader meets, not a fault of ours)
    """A refusal: a stable `code`, an English `message` with %(name)s places, and the `values` for them.

    The message is translated at the door, so it must be written out where the Problem is raised.

    >>> str(Invalid("date.invalid", "“%(value)s” is not a date.", value="soon"))
    '“soon” is not a date.'
    """

    status: ClassVar[int] = 400

    def __init__(self, code: str, message: str, /, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values


class Invalid(Problem):
    """What was given cannot be taken."""


class Denied(Problem):
    """The actor may not; shown as if nothing were there."""

    status = 403


class Missing(Problem):
    """Nothing is there."""

    status = 404


class Conflict(Problem):
    """Somebody else was first, or the order of steps forbids it."""

    status = 409
