"""Rules that look at the group which the decision set up: paragraphs (n), (o) and (p)."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palermo.core.provenance import Confidence
from palermo.kit.templatetags.kit import day, figure, words
from palermo.meetings.queries import symbol_in_words
from palermo.oversight.evidence.findings import (
    Asked,
    Evidence,
    Record,
    Status,
    lapsed,
    listed,
    not_counted,
    nothing,
    of_outcome,
    of_session,
    shown,
)
from palermo.oversight.queries import Held, Records, Theme, Undated

NAMED = 5  # how many themes a sentence names
DAYS = ("start", "end")
# Themes that show help in guiding the secretariat, and coordination with other international bodies.
# Coordination inside a State, between its own agencies, is neither.
SECRETARIAT = frozenset({"technical-assistance-and-secretariat-tools"})
OTHER_BODIES = frozenset({"coordination-with-international-bodies"})


def established(asked: Asked) -> Evidence:
    """Whether the outcome that set the group up, and its first meeting, are on record."""
    records = asked.records
    outcome = next((each for each in records.outcomes if each.group_effect == "established"), None)
    if outcome is None or not records.group:
        return nothing(_("The outcome that set the group up would make it known."))
    values = {"symbol": symbol_in_words(outcome.symbol), "day": day(records.deliberation.since)}
    set_up = _("%(symbol)s of %(day)s set the group up.") % values
    # The day is that of the decision, whose own sureness counts too.
    source = of_outcome(outcome, "group_effect", sure=[Confidence(records.deliberation.confidence)])
    if not records.meetings:
        not_yet = _("Its first meeting had not opened by this day.")
        return shown(Status.UNDER_WAY, [set_up, not_yet], [source])
    first = records.meetings[0]
    met = _("It first met on %(day)s.") % {"day": day(first.start)}
    return shown(Status.MET, [set_up, met], [source, of_session(first, *DAYS)])


def at_work(asked: Asked) -> Evidence:
    """Whether the group has met within the last 30 months."""
    records = asked.records
    recent = records.recent(records.meetings)
    if not recent and records.meetings:
        return lapsed(of_session(records.meetings[-1], *DAYS))
    if not recent:
        return nothing(_("The days of a meeting of the group would make it known."))
    sentence = _("Meetings of the group in the 30 months before this day: %(figure)s, the last on %(day)s.")
    values = {"figure": figure(len(recent)), "day": day(recent[-1].start)}
    sentences = [sentence % values, not_counted(undated(records))]
    return shown(Status.CONTINUING, sentences, [of_session(each, *DAYS) for each in recent])


def undated(records: Records) -> Iterator[Undated]:
    return (each for each in records.undated if each.body == records.group)


def took_up(records: Records, wanted: Callable[[Theme], bool], known_once: str) -> Evidence:
    """Themes of one kind that the group's meetings took up within the last 30 months."""
    every = [theme for theme in records.themes if wanted(theme)]
    since = records.look_back
    found = [theme for theme in every if theme.meeting.end >= since]
    if not found:
        return lapsed(theme_records(every)[0]) if every else nothing(known_once)
    named = list(dict.fromkeys(words(theme.words) for theme in found))
    sentence = _("Taken up in the 30 months before this day: %(themes)s") % {"themes": listed(named[:NAMED])}
    more = len(named) - NAMED
    if more > 0:
        sentence = ngettext("%(themes)s; and %(figure)s more", "%(themes)s; and %(figure)s more", more) % {
            "themes": sentence,
            "figure": figure(more),
        }
    sentences = [_("%(sentence)s.") % {"sentence": sentence}, not_counted(undated(records))]
    return shown(Status.CONTINUING, sentences, theme_records(found))


def theme_records(found: list[Theme]) -> list[Record]:
    """The meetings of the themes; each is as sure as the least sure of its themes."""
    meetings: dict[str, list[Theme]] = {}
    for theme in found:
        meetings.setdefault(theme.meeting.key, []).append(theme)
    return [
        of_session(themes[0].meeting, *DAYS, sure=[theme.confidence for theme in themes])
        for themes in meetings.values()
    ]


def exchange(asked: Asked) -> Evidence:
    records = asked.records
    return took_up(
        records,
        lambda theme: theme.basis != "recommendation",
        _("An agenda item, a background paper or a dialogue on a theme would make it known."),
    )


def recommends(asked: Asked) -> Evidence:
    records = asked.records
    return took_up(
        records,
        lambda theme: theme.basis == "recommendation",
        _("A recommendation of the group would make it known."),
    )


def guides(asked: Asked) -> Evidence:
    records = asked.records
    return took_up(
        records,
        lambda theme: theme.slug in SECRETARIAT,
        _("A theme of the group on the work of the Secretariat would make it known."),
    )


def coordinates(asked: Asked) -> Evidence:
    records = asked.records
    return took_up(
        records,
        lambda theme: theme.slug in OTHER_BODIES,
        _("A recommendation of the group on coordination with international bodies would make it known."),
    )


def papers(asked: Asked) -> Evidence:
    """Whether background papers of the Secretariat are on record for the meetings of the last 30 months."""
    records = asked.records
    every = [theme for theme in records.themes if theme.basis == "background_paper"]
    with_papers = {theme.meeting.key for theme in every}
    recent = records.recent(records.meetings)
    have = [each for each in recent if each.key in with_papers]
    if not have:
        known_once = _("Papers of the group’s meetings would make it known.")
        return lapsed(theme_records(every)[0]) if every else nothing(known_once)
    sentence = _(
        "Meetings of the group in the 30 months before this day: %(all)s; with a background paper on "
        "record: %(have)s."
    )
    found = [theme for theme in every if theme.meeting in have]
    return shown(
        Status.CONTINUING if len(have) == len(recent) else Status.UNDER_WAY,
        [sentence % {"all": figure(len(recent)), "have": figure(len(have))}],
        theme_records(found),
    )


def its_meetings(asked: Asked) -> Evidence:
    """Whether the group met between the session that decided and the one named, and during the latter."""
    records = asked.records
    decided = records.session(records.deliberation.session_id or "")
    named = records.session(asked.paragraph.deadline_session)
    opened = named.start if named else None
    between = [
        each
        for each in records.meetings
        if decided and each.start > decided.end and (opened is None or each.end < opened)
    ]
    during = [each for each in records.meetings if named and named.start <= each.start <= named.end]
    found = [of_session(each, *DAYS) for each in (*between, *during)]
    sentences = [meetings_between(between), meetings_during(during)]
    if between and during:
        return shown(Status.MET, sentences, found)
    if named is None or named.end > records.on:
        waiting = _("The session named in the paragraph had not closed by this day.")
        return shown(Status.UNDER_WAY, [*sentences, waiting], found)
    if no_room(records.meetings, named):
        none = _("The numbers of the meetings before and after leave room for no other.")
        return shown(
            Status.NOT_MET,
            [*sentences, none],
            [of_session(each, "number", *DAYS) for each in records.meetings],
        )
    return nothing(_("The days of the group’s meetings before and during the session would make it known."))


def no_room(meetings: list[Held], named: Held) -> bool:
    """Whether certain, consecutive numbers exclude another meeting; its absence alone shows nothing."""
    later = [each for each in meetings if each.start > named.end]
    if not later:
        return False
    before = [each.sure_number for each in meetings if each.start <= named.end]
    return later[0].sure_number == len(before) + 1 and None not in before


def meetings_between(between: list[Held]) -> str:
    if not between:
        return ""
    return _("Between the sessions: %(days)s.") % {"days": listed(day(each.start) for each in between)}


def meetings_during(during: list[Held]) -> str:
    if not during:
        return ""
    return _("During the session: %(days)s.") % {"days": listed(day(each.start) for each in during)}
