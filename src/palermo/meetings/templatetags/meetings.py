"""What pages of meetings set in Python, because a template would take as long as all the rest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from palermo.core.language import explained
from palermo.kit.tables import word
from palermo.kit.templatetags.kit import confidence, here, in_language, say
from palermo.meetings.exports import confidence_of, effect_of, session_url
from palermo.meetings.models import Body, Outcome, Session, Topic
from palermo.meetings.queries import Recurring, symbol_in_words

register = template.Library()
register.filter("symbol_in_words", symbol_in_words)


@register.simple_tag
def by_year(bodies: Iterable[Body], sessions: Sequence[Session]) -> SafeString:
    """Head and body of the table, every year from the last session to the first; "" where there is none."""
    if not sessions:
        return SafeString("")
    first, last = min(each.year for each in sessions), max(each.year for each in sessions)
    years = range(last, first - 1, -1)
    cells: dict[tuple[str, int], list[Session]] = defaultdict(list)
    for each in sessions:
        cells[each.body_id, each.year].append(each)
    met = {each.body_id for each in sessions}
    heads = "".join(f'<th scope="col" class="n">{year}</th>' for year in years)
    rows = "".join([row(body, years, cells) for body in bodies if body.key in met])
    label = escape(gettext("Body"))
    corner = f'<th scope="col">{label}</th>'
    return SafeString(f"<thead><tr>{corner}{heads}</tr></thead><tbody>{rows}</tbody>")  # words are escaped


def row(body: Body, years: Iterable[int], cells: dict[tuple[str, int], list[Session]]) -> str:
    url = reverse("meetings:body", args=[body.key])
    name = escape(body.short_names.in_(here()))
    marks = [" ".join([mark(each, url) for each in cells.get((body.key, year), ())]) for year in years]
    tail = "".join([f'<td class="n">{each}</td>' for each in marks])
    return f'<tr><th scope="row"><a href="{url}">{name}</a></th>{tail}</tr>'


def mark(session: Session, url: str) -> str:
    """The ordinal, or a dot where it is not known; how sure the record is stands in its name."""
    name = escape(f"{session.title} ({confidence_of(session)})")
    soft = "" if session.confidence == session.Confidence.SOURCED else " soft"
    return (
        f'<a class="dot-link{soft}" href="{url}{session.key}/" title="{name}" aria-label="{name}">'
        f"{session.number or '●'}</a>"
    )


@register.simple_tag
def themes(rows: Sequence[Recurring], meetings: Iterable[tuple[Session, str, object]]) -> SafeString:
    """Head and body of the table of themes that recur: a mark for each meeting that took one up."""
    listed = [session for session, _short, _topics in meetings]
    heads = "".join([f'<th scope="col" class="n">{column(each)}</th>' for each in listed])
    lines = "".join(
        [
            f'<tr><th scope="row">{say(row.themes)}</th>'
            + "".join([f'<td class="n">{taken_up(row, each)}</td>' for each in listed])
            + "</tr>"
            for row in rows
        ]
    )
    label = escape(gettext("Theme"))
    corner = f'<th scope="col">{label}</th>'
    return SafeString(f"<thead><tr>{corner}{heads}</tr></thead><tbody>{lines}</tbody>")  # words are escaped


def column(session: Session) -> str:
    """The number alone, or the year; the whole title for those who hear it."""
    seen = str(session.number or session.year)
    return f'<span aria-hidden="true">{seen}</span><span class="vh">{escape(session.title)}</span>'


def taken_up(row: Recurring, session: Session) -> str:
    if session.key not in row.at:
        return ""
    topic = row.at[session.key]
    how = f"{word(Topic.Basis, topic.basis)} · {confidence_of(topic)}"
    name = escape(f"{row.themes.in_(here())}: {session.title} ({how})")
    soft = "" if topic.confidence == topic.Confidence.SOURCED else " soft"
    url = f"{session_url(session)}#topics"
    return f'<a class="dot-link{soft}" href="{url}" title="{name}" aria-label="{name}">●</a>'


@register.simple_tag
def dealt(topics: Iterable[Topic], *, whole: bool = False) -> SafeString:
    """Topics of one meeting, those known in one way together; the `whole` has notes and sources."""

    def kind(topic: Topic) -> tuple[str, ...]:
        seen = (topic.notes.in_(here()), topic.source) if whole else ()
        return topic.basis, topic.confidence, *seen

    parts = []
    for (basis, _confidence, *rest), group in groupby(sorted(topics, key=kind), kind):
        listed = list(group)
        how = f"{word(Topic.Basis, basis)} · {confidence_of(listed[0])}"
        items = "".join([f"<li>{say(each.themes)}</li>" for each in listed])
        said = fine_print(listed[0]) if rest else ""
        parts.append(f'<div><p class="small">{escape(how)}</p><ul class="plain">{items}</ul>{said}</div>')
    return SafeString("".join(parts))  # `say` escapes


def fine_print(topic: Topic) -> str:
    """The note, and where the topic is known from: both escape."""
    note = f'<p class="fine">{say(topic.notes)}</p>' if topic.notes else ""
    if not topic.source:
        return note
    source = explained(escape(gettext("Source")), in_language(topic.source, "en"), here())
    return f'{note}<p class="fine source">{source}</p>'


@register.simple_tag
def decided(outcomes: Iterable[Outcome]) -> SafeString:
    """What outcomes meant for a group, each with its year and how sure that is."""
    return SafeString("".join(map(effect, outcomes)))  # each piece is escaped where it is put in


def effect(each: Outcome) -> str:
    symbol = f"<bdi>{escape(symbol_in_words(each.symbol))}</bdi>" if each.symbol else ""
    title = say(each.titles) if each.titles else "" if symbol else escape(gettext("Title not known"))
    name = " · ".join(filter(None, [symbol, title]))
    sure = confidence(each.confidence)
    note = f"{say(each.group_effect_notes)} · {sure}" if each.group_effect_notes else sure
    url = reverse("meetings:outcome", args=[each.key])
    return (
        f'<li class="full"><time datetime="{each.year}">{each.year}</time>'
        f"<div><b>{escape(effect_of(each))}</b>"
        f' · <a href="{url}">{name}</a><p class="small">{note}</p></div></li>'
    )
