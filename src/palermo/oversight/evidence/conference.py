"""Rules that look at sessions of the Conference and what they adopted: paragraphs (a), (e) and (t)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palermo.kit.templatetags.kit import day, figure
from palermo.meetings.queries import symbol_in_words
from palermo.oversight.evidence.findings import (
    Asked,
    Evidence,
    Status,
    lapsed,
    listed,
    not_counted,
    nothing,
    of_outcome,
    of_session,
    shown,
)
from palermo.oversight.queries import Adopted

# Effects on a group that do not show that the Conference decided on it.
NO_EFFECT = frozenset({"none", "none_known", "not_applicable"})


def report(asked: Asked) -> Evidence:
    """Whether the session that adopted the decision has a report on record."""
    records = asked.records
    session = records.session(records.deliberation.session_id or "")
    if session is None or session.end > records.on or not session.report_symbol:
        return nothing(_("The report of the session would make it known."))
    sentence = _(
        "The session closed on %(day)s, and its report is on record: %(symbol)s; the day of the report "
        "is not."
    )
    return shown(
        Status.MET,
        [sentence % {"day": day(session.end), "symbol": session.report_symbol}],
        [of_session(session, "report_symbol", label=session.report_symbol)],
    )


def meets(asked: Asked) -> Evidence:
    """Whether the Conference has met within the last 30 months; counts its sessions since the decision."""
    records = asked.records
    adopted = records.deliberation.since
    since = [session for session in records.sessions if session.start > adopted]
    if not records.sessions:
        return nothing(_("The days of a session of the Conference would make it known."))
    if not records.recent(records.sessions):
        return lapsed(of_session(records.sessions[-1], "start", "end"))
    if not since:
        last = records.sessions[-1]
        sentence = _(
            "The session that adopted the decision closed on %(day)s; no later one had opened by this day."
        )
        return shown(
            Status.CONTINUING, [sentence % {"day": day(last.end)}], [of_session(last, "start", "end")]
        )
    sentence = ngettext(
        "%(figure)s session of the Conference since the decision; it opened on %(day)s.",
        "%(figure)s sessions of the Conference since the decision; the last opened on %(day)s.",
        len(since),
    ) % {"figure": figure(len(since)), "day": day(since[-1].start)}
    undated = not_counted(each for each in records.undated if each.body != records.group)
    return shown(Status.CONTINUING, [sentence, undated], [of_session(each, "start", "end") for each in since])


def review(asked: Asked) -> Evidence:
    """What the session named in the paragraph, for which the review was set, decided on the group."""
    records, session_key = asked.records, asked.paragraph.deadline_session
    session = records.session(session_key)
    if session is None or session.end > records.on:
        return shown(
            Status.UNDER_WAY,
            [_("The session at which the group’s future is to be decided had not closed by this day.")],
            [of_session(session, "start", "end")] if session else [],
        )
    outcomes = [each for each in records.outcomes if each.session == session_key]
    deciding = [each for each in outcomes if each.group_effect not in NO_EFFECT]
    if deciding:
        return decided(deciding)
    if outcomes and all(surely_silent(each) for each in outcomes):
        sentence = _(
            "The session closed on %(day)s; its outcomes are on record, and none decides on the group."
        )
        return shown(
            Status.NOT_MET,
            [sentence % {"day": day(session.end)}],
            [of_outcome(each, "group_effect") for each in outcomes],
        )
    return nothing(_("An outcome of the session that decides on the group would make it known."))


def surely_silent(outcome: Adopted) -> bool:
    """Whether it is certain that an outcome does not touch the group."""
    return outcome.group_effect == "none" and "group_effect" not in outcome.uncertain


def decided(deciding: list[Adopted]) -> Evidence:
    sentence = _("The session decided on the group: %(outcomes)s, adopted on %(day)s.")
    return shown(
        Status.MET,
        [
            sentence
            % {
                "outcomes": listed(symbol_in_words(each.symbol) for each in deciding),
                "day": day(deciding[0].day),
            }
        ],
        [of_outcome(each, "symbol", "title", "date", "group_effect") for each in deciding],
    )
