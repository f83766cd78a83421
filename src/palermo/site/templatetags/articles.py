"""A part of an article: its mark, what it asks, the official words, and in the margin what points to it.

An article may have forty; set in a template they would take longer than all its queries.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from palermo.core.citation import Citation
from palermo.core.language import NAMES, direction
from palermo.kit.corrections.records import Told
from palermo.kit.templatetags.kit import confidence, here, in_language, short_day
from palermo.kit.templatetags.kit import day as in_full
from palermo.site.articles import Part, Said
from palermo.site.pointers import Pointer
from palermo.texts.exports import addressee
from palermo.texts.templatetags.texts import weight

register = template.Library()
NOTHING = SafeString("")


@register.simple_tag
def part(each: Part) -> SafeString:
    """A provision with its note. The article itself stands above its parts: it has words alone."""
    level = 3 if each.citation.paragraph or each.citation.letters else 2
    return format_html(
        '<article class="para{}" id="{anchor}" aria-labelledby="{anchor}-letter">'
        '<h3 class="letter" id="{anchor}-letter"><a href="#{anchor}">{}</a><span class="vh"> {}</span></h3>'
        '<div class="said"><p class="row">{}</p><div class="prose{}">{}</div></div>{}</article>',
        " item" if each.citation.letters else "",
        each.marker or each.citation.article,
        each.heading,
        asked(each),
        " pair" if len(each.said) > 1 else "",
        SafeString("".join(map(words, each.said))),
        note(each.pointers) if each.pointers else NOTHING,
        anchor=each.anchor if level == 3 else f"{each.anchor}-words",
    )


def asked(each: Part) -> SafeString:
    """The weight, whom it addresses, its heading; nothing where only an official text has the part."""
    if each.row is None:
        return NOTHING
    to = capfirst(addressee(each.row))
    asked = weight(each.row.weight) + (format_html('<span class="to">{}</span>', to) if to else NOTHING)
    return asked + corrected(each.row, each.correction)


def corrected(row: Any, correction: Told | None) -> SafeString:
    """That it was corrected here, with its source; and for those who may, the way to correct it."""
    said, way = NOTHING, NOTHING
    if correction and correction.day:
        sentence = _("Corrected here on %(date)s.") % {"date": in_full(correction.day)}
        source = in_language(row.source, "en")
        said = format_html(
            ' <span class="fine">{} {} · {}</span>', sentence, confidence(row.confidence), source
        )
    if correction and correction.may:
        url = reverse("corrections:row", args=["provisions", row.key])
        name = Citation.at(row.number).printed(here())
        way = format_html(
            ' <a class="small" href="{}">{}<span class="vh"> {}</span></a>',
            url,
            pgettext("a fact", "Correct"),
            name,
        )
    return said + way


def words(said: Said) -> str:
    """Summary and wording in one language; each piece is escaped where it is put in."""
    about = "" if said.language == here() else f' lang="{said.language}" dir="{direction(said.language)}"'
    heading = f'<p class="name">{escape(said.heading)}</p>' if said.heading else ""
    summary = f"<p>{escape(said.summary)}</p>" if said.summary else ""
    return f"<div{about}>{heading}{summary}{official(said)}</div>"


def official(said: Said) -> str:
    """The official words, as their holder imported them."""
    lines = "".join(line(each, said.title_of(each)) for each in said.wordings)
    if not lines:
        return ""
    language, label = said.language, escape(_("Official text"))
    name = f'<span lang="{language}">{NAMES[language]}</span>'
    return (
        f'<div class="official"><p class="label">{label} · {name}</p>'
        f'<blockquote lang="{language}" dir="{direction(language)}">{lines}</blockquote></div>'
    )


def line(each: Any, title: str) -> str:
    """A part of the official text: its title, then its printed number and its words, line by line."""
    head = f"<p><b>{escape(title)}</b></p>" if title else ""
    if not each.words:
        return head
    number = f"<b>{escape(each.printed)}</b> " if each.kind != "article" and each.printed else ""
    return f"{head}<p>{number}{escape(each.words).replace(chr(10), '<br>')}</p>"


def note(found: Sequence[Pointer]) -> SafeString:
    """What points to this very provision."""
    links = "".join(
        f'<p><a href="{escape(each.url)}"><b>{escape(each.label)}</b></a>'
        f'<br><span class="rule">{escape(dated(each))}</span></p>'
        for each in found
    )
    label = escape(_("Pointed to by"))
    return SafeString(f'<aside class="note"><p class="label">{label}</p>{links}</aside>')  # all escaped


def dated(each: Pointer) -> str:
    return " · ".join(filter(None, [short_day(each.when), each.note]))
