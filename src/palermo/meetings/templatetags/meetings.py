"""What pages of meetings set in Python, because a template would take as long as all the rest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from palermo.kit.templatetags.kit import here, say
from palermo.meetings.exports import confidence_of, word
from palermo.meetings.models import Body, Session, Topic
from palermo.meetings.queries import symbol_in_words

register = template.Library()
register.filter("symbol_in_words", symbol_in_words)


@register.simple_tag
def by_year(bodies: Iterable[Body], sessions: Sequence[Session]) -> SafeString:
    """Head and body of the table, every year from the first session to the last; "" where there is none."""
    if not sessions:
        return SafeString("")
    years = range(min(each.year for each in sessions), max(each.year for each in sessions) + 1)
    cells: dict[tuple[str, int], list[Session]] = defaultdict(list)
    for each in sessions:
        cells[each.body_id, each.year].append(each)
    met = {each.body_id for each in sessions}
    heads = "".join(f'<th scope="col" class="n">{year}</th>' for year in years)
    rows = "".join([row(body, years, cells) for body in bodies if body.key in met])
    corner = f'<th scope="col">{escape(gettext("Body"))}</th>'
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
def dealt(topics: Iterable[Topic], *, notes: bool = False) -> SafeString:
    """Topics of one meeting; those of one basis, confidence and (where it is shown) note stand together."""

    def kind(topic: Topic) -> tuple[str, str, str]:
        return topic.basis, topic.confidence, topic.notes.in_(here()) if notes else ""

    parts = []
    for (basis, _confidence, note), group in groupby(sorted(topics, key=kind), kind):
        listed = list(group)
        how = f"{word(Topic.Basis, basis)} · {confidence_of(listed[0])}"
        items = "".join([f"<li>{say(each.themes)}</li>" for each in listed])
        said = f'<p class="fine">{say(listed[0].notes)}</p>' if note else ""
        parts.append(f'<div><p class="small">{escape(how)}</p><ul class="plain">{items}</ul>{said}</div>')
    return SafeString("".join(parts))  # `say` escapes
