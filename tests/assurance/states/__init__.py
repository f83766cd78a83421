"""What stands at an address: each state of a thing, as a function that makes it and answers the places.

The policy says, in answers.py, who sees a thing in which state. What is made here is gone with the test. A
state whose name begins with "own" is another thing for each who comes. An address without places, but for a
file's, and of one state needs no line.
"""

from tests.assurance.states import (
    account,
    corrections,
    decisions,
    following,
    journal,
    people,
    register,
    texts,
)
from tests.assurance.states.making import Table

STATES: Table = {
    **account.STATES,
    **corrections.STATES,
    **decisions.STATES,
    **following.STATES,
    **journal.STATES,
    **people.STATES,
    **register.STATES,
    **texts.STATES,
}


def is_own(state: str) -> bool:
    return state.startswith("own")
