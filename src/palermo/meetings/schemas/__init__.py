"""What the API answers of bodies, sessions, outcomes and topics."""

from palermo.meetings.schemas.bodies import BodyOut, TopicOut
from palermo.meetings.schemas.outcomes import OutcomeOut
from palermo.meetings.schemas.sessions import SessionOut

__all__ = ["BodyOut", "OutcomeOut", "SessionOut", "TopicOut"]
