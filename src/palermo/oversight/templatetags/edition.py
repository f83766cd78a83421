"""A paragraph of the critical edition: letter, text, and the note in its margin.

Two dozen of them make a page; set in a template they would take longer than all its queries.
"""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import conditional_escape as safe
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from palermo.core.language import between_sentences, listed
from palermo.core.language import sentences as in_one
from palermo.kit.templatetags.kit import (
    confidence_word,
    figure,
    here,
    mark,
    say,
    status_class,
    status_tag,
    status_word,
)
from palermo.mandates.models import Paragraph
from palermo.oversight.evidence import Evidence, Row
from palermo.oversight.evidence.findings import Share
from palermo.oversight.exports import Fine

register = template.Library()
NOTHING = SafeString("")


@register.simple_tag
def contents(rows: Iterable[Row]) -> SafeString:
    """The list of paragraphs, each with its mark and, for those who do not see it, its word."""
    return format_html_join(
        "",
        '<li><a href="#{}"><i>{}</i><span>{}</span>'
        '<span class="{}">{}<span class="vh">{}</span></span></a></li>',
        (
            (
                *(row.anchor, row.printed, say(row.headings)),
                *(status_class(row.status), mark(row.status), status_word(row.status)),
            )
            for row in rows
            if not row.paragraph.parent
        ),
    )


@register.simple_tag
def paragraph(row: Row, fine: Iterable[Fine]) -> SafeString:
    """A paragraph with its note; an item stands below its paragraph, a step smaller.

    Its heading is the letter; the words, which stand in the contents, are for those who go by headings.
    """
    return format_html(
        '<article class="para{}" id="{anchor}" aria-labelledby="{anchor}-letter">'
        '<h{level} class="letter" id="{anchor}-letter"><a href="#{anchor}">{}</a>'
        '<span class="vh"> {}</span></h{level}>'
        '<div class="said"><p class="row">{}</p><div class="prose"><p>{}</p>{}</div></div>{}</article>',
        " item" if row.paragraph.parent else "",
        row.printed,
        say(row.headings),
        heading(row) if row.paragraph.parent else asked(row.paragraph),
        say(row.paragraph.summaries),
        small_print(fine),
        note(row.evidence, row.rule),
        anchor=row.anchor,
        level=3 if row.paragraph.parent else 2,
    )


def heading(row: Row) -> SafeString:
    return format_html('<span class="to">{}</span>', say(row.headings))


def asked(asked: Paragraph) -> SafeString:
    """The act, and whom it addresses."""
    act = format_html('<span class="act">{}</span>', asked.said_act)
    if asked.addressee == Paragraph.Addressee.NONE:
        return act
    to = capfirst(Paragraph.Addressee(asked.addressee).label)
    return act + format_html('<span class="to">{}</span>', to)


def small_print(fine: Iterable[Fine]) -> SafeString:
    """What stands below a paragraph, set apart by dots; what leads on stays off paper with its dot."""
    said = SafeString("")
    for number, each in enumerate(fine):
        part = format_html('<a href="{}">{}</a>', each.url, each.words) if each.url else safe(each.words)
        apart = SafeString(" · " if number else "") + part
        said += format_html('<span class="on-screen">{}</span>', apart) if each.leads_on else apart
    return format_html('<p class="fine">{}</p>', said) if said else NOTHING


def note(found: Evidence, rule: str) -> SafeString:
    return format_html(
        '<aside class="note {}"><p class="row">{}</p>{}{}<p class="rule"><b>{}</b>{}{}</p>{}</aside>',
        status_class(found.status.value),
        status_tag(found.status.value),
        answer(found.sentences),
        bar(found.share) if found.share else NOTHING,
        _("Rule."),
        between_sentences(here()),
        rule,
        sources(found) if found.records else NOTHING,
    )


def answer(sentences: Sequence[str]) -> SafeString:
    """The first sentence answers; the others stand below it, smaller."""
    said = format_html("<p>{}</p>", sentences[0])
    if len(sentences) < 2:
        return said
    return said + format_html(
        '{}<p class="rest">{}</p>', between_sentences(here()), in_one(sentences[1:], here())
    )


def bar(share: Share) -> SafeString:
    """Pale for those before, full for those since; the line below says it in figures."""
    values = {name: figure(getattr(share, name)) for name in ("before", "since", "outside")}
    return format_html(
        '<svg class="spark" viewBox="0 0 200 10" aria-hidden="true">'
        '<rect class="bar" width="200" height="10"/>'
        '<rect class="fill" opacity=".4" width="{before}" height="10"/>'
        '<rect class="fill" x="{before}" width="{since}" height="10"/></svg><p class="rest">{said}</p>',
        before=share.before_width,
        since=share.since_width,
        said=_("%(before)s before the decision · %(since)s since · %(outside)s outside") % values,
    )


def sources(found: Evidence) -> SafeString:
    """The very records, and how sure they are."""
    links = format_html_join(
        "",
        '<a href="{}"><bdi>{}</bdi></a>',
        ((record.url, record.short or record.label) for record in found.records),
    )
    if found.confidence is None:
        return format_html('<p class="src">{}</p>', links)
    return format_html(
        '<p class="src">{}<span><b>{}</b> <span class="sure">{}</span></span></p>',
        links,
        _("Confidence:"),
        listed([confidence_word(found.confidence.value), found.note], here()),
    )
