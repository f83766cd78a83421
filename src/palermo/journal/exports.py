"""The list of entries, faults in words, and the signed head."""

from datetime import datetime
from html import escape
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from palermo.core import ledger, sealing
from palermo.core.actor import Actor
from palermo.core.language import short_date
from palermo.core.ledger import Fault, Kind
from palermo.journal import queries
from palermo.journal.models import Act, Entry
from palermo.journal.services import secret_file, signing_secret
from palermo.kit.tables import Column, Table, word
from palermo.kit.tabular import to_json
from palermo.kit.templatetags.kit import here

NEWEST = "-number"
# By what the database sorts where the address asks for a column.
ORDERS = {
    "number": "number",
    "at": "at",
    "act": "act",
    "who": "name",
    "capacity": "capacity",
    "subject": "subject",
    "why": "why",
}
PART_NAMES = {
    "at": pgettext_lazy("part of an entry", "When"),
    "act": pgettext_lazy("part of an entry", "What"),
    "key": pgettext_lazy("part of an entry", "Account"),
    "name": pgettext_lazy("part of an entry", "Who"),
    "capacity": pgettext_lazy("part of an entry", "In which capacity"),
    "subject": pgettext_lazy("part of an entry", "Subject"),
    "values": pgettext_lazy("part of an entry", "Values"),
    "why": pgettext_lazy("part of an entry", "Why"),
}


def entries_table(request: HttpRequest) -> Table[Entry]:
    names = PART_NAMES
    columns = [
        Column[Entry]("number", _("Number"), lambda row: row.number, link, heads=True, identifies=True),
        Column[Entry]("at", names["at"], lambda row: row.at.isoformat(timespec="seconds"), moment),
        Column[Entry]("act", names["act"], lambda row: act_word(row.act), css=""),
        Column[Entry]("who", names["name"], lambda row: said(row, "name"), cell("name"), css=""),
        Column[Entry]("key", names["key"], lambda row: said(row, "key"), exported_only=True),
        Column[Entry](
            "capacity", names["capacity"], lambda row: said(row, "capacity"), cell("capacity"), css=""
        ),
        Column[Entry]("subject", names["subject"], lambda row: said(row, "subject"), subject, css="wide"),
        Column[Entry]("why", names["why"], lambda row: said(row, "why"), cell("why"), css="wide"),
        Column[Entry]("values", names["values"], values, exported_only=True),
        Column[Entry]("code", _("Code of the act"), lambda row: row.act, exported_only=True),
        Column[Entry]("hash", _("Hash"), lambda row: row.hash, exported_only=True),
    ]
    return Table(columns, request, NEWEST)


def in_order(table: Table[Entry], rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """As the address asks; by the database, for there may be very many."""
    key, down = table.sort.removeprefix("-"), "-" if table.sort.startswith("-") else ""
    return rows.order_by(down + ORDERS[key], "-number") if key in ORDERS else rows


def act_word(code: str) -> str:
    """What was done, in words; the code itself where it is no longer used."""
    return word(Act, code) if code in Act.values else code


def said(row: Entry, part: str) -> str:
    """A part of an entry, or that it was erased."""
    return pgettext("part of an entry", "erased") if part in row.erased else str(getattr(row, part))


def values(row: Entry) -> str:
    return said(row, "values") if "values" in row.erased else ledger.canonical(row.values)


def cell(part: str) -> Any:
    def html(row: Entry) -> str:
        if part in row.erased:
            return erased()
        value = escape(str(getattr(row, part)))
        return f"<bdi>{value}</bdi>" if value else "–"

    return html


def erased() -> str:
    return format_html('<span class="tag">{}</span>', pgettext("part of an entry", "erased"))


def subject(row: Entry) -> str:
    if "subject" in row.erased:
        return erased()
    return format_html('<bdi class="code">{}</bdi>', row.subject) if row.subject else "–"


def link(row: Entry) -> str:
    address = reverse("journal:entry", args=[row.number])
    return format_html('<span class="num"><a href="{}">{}</a></span>', address, row.number)


def moment(row: Entry) -> str:
    return moment_of(row.at)


def moment_of(at: datetime) -> SafeString:
    """A day and a time of UTC, in the reader's words."""
    said_day = short_date(at.date(), here())
    return format_html(
        '<time datetime="{}">{} <bdi>{} UTC</bdi></time>',
        at.isoformat(timespec="seconds"),
        said_day,
        f"{at:%H:%M}",
    )


# ── faults ────────────────────────────────────────────────────────────────────────────────────────

# Of one entry, and of several.
SENTENCES = {
    Kind.MISSING: (
        gettext_noop("Entry %(first)s is missing."),
        gettext_noop("Entries %(first)s to %(last)s are missing."),
    ),
    Kind.MISPLACED: (gettext_noop("Entry %(first)s stands where it should not."), ""),
    Kind.UNREADABLE: (gettext_noop("Entry %(first)s cannot be read."), ""),
    Kind.PART: (gettext_noop("Entry %(first)s: “%(part)s” is not what was written."), ""),
    Kind.HASH: (gettext_noop("Entry %(first)s does not follow from the one before."), ""),
    Kind.VANISHED: (
        gettext_noop("Entry %(first)s: “%(part)s” is gone, and no entry says that it was erased."),
        "",
    ),
    Kind.RETURNED: (gettext_noop("Entry %(first)s: “%(part)s” was erased, and is there again."), ""),
    Kind.REWRITTEN: (
        gettext_noop("Entry %(first)s is not the one of the head that was kept."),
        gettext_noop("Entries %(first)s to %(last)s are not those of the head that was kept."),
    ),
    Kind.UNPROVEN: (
        gettext_noop("Whether entry %(first)s is the one of the head that was kept cannot be told."),
        gettext_noop(
            "Whether entries %(first)s to %(last)s are those of the head that was kept cannot be told."
        ),
    ),
    Kind.CUT: (
        gettext_noop("Entry %(first)s, which the head that was kept knows, is missing."),
        gettext_noop("Entries %(first)s to %(last)s, which the head that was kept knows, are missing."),
    ),
    Kind.END: (
        gettext_noop("The journal does not end with entry %(first)s as it should."),
        gettext_noop("The journal ends with entry %(first)s or %(last)s; it cannot be told which."),
    ),
}


def sentence(fault: Fault) -> str:
    """What does not fit, in the reader's words."""
    one, several = SENTENCES[fault.kind]
    named = {"first": fault.first, "last": fault.last, "part": PART_NAMES.get(fault.part, fault.part)}
    return gettext(one if fault.first == fault.last else several) % named


# ── the head ──────────────────────────────────────────────────────────────────────────────────────


def signed_head(actor: Actor, at: datetime) -> bytes:
    """The head of the chain as a file to be kept outside: with every checkpoint, signed."""
    head, secret = queries.head(actor), signing_secret()
    told = {
        "format": ledger.FORMAT,
        "number": head.number,
        "hash": head.hash,
        "checkpoints": head.checkpoints,
        "at": at.isoformat(timespec="seconds"),
        "key": sealing.public_key(secret),
    }
    return to_json(told | {"signature": sealing.sign(secret, ledger.statement(told))})


def own_key() -> str:
    """The public key of this installation; nothing where it has signed no head yet."""
    return sealing.public_key(signing_secret()) if secret_file().exists() else ""
