"""Everything as open data: the lists, one archive of them, and what changed."""

from typing import Any, NamedTuple, cast

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from palermo.kit import changes as records
from palermo.kit.files import DESCRIPTION, FORMATS, file_of, links
from palermo.kit.http import Request, choice, paged, today
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import here
from palermo.site.opendata import archive as archives
from palermo.site.opendata import feed as feeds
from palermo.site.opendata.changes import changes_table, summary, title_of
from palermo.site.opendata.readme import how_to_cite

PAGE, ENTRIES, LATEST = 50, 100, 5


class Row(NamedTuple):
    """A list in the list of lists."""

    name: str
    title: str
    rows: int
    page: str
    file: str

    def form(self, form: str) -> str:
        return f"{self.file.rpartition('.')[0]}.{form}"


def index(request: Request) -> HttpResponse:
    """Every public list, the archive, the feed, and how to use them."""
    kept = archives.archive(request.actor, today())
    with kept.file as file:
        table, rows = lists_of(request, archives.contents(file))
    context = {
        "section": "data",
        "size": kept.size,
        "count": len(rows),
        "table": table.html(rows, identifier="lists"),
        "changed": records.newest(request.actor),
        "latest": [
            (each, title_of(each.subject), summary(each)) for each in records.changes(request.actor)[:LATEST]
        ],
        "cite": how_to_cite(today()),
        "api": api_page(),
        "exports": links("data_export"),
    }
    return render(request, "site/data.html", context)


def export(request: Request, form: str) -> HttpResponse:
    """The list of lists as a file."""
    with archives.archive(request.actor, today()).file as file:
        table, rows = lists_of(request, archives.contents(file))
    return file_of(table, rows, form, "lists", str(_("Public lists")))


def api_page() -> str:
    """Where the API is described; nothing where no page does."""
    try:
        return reverse("api_reference")
    except NoReverseMatch:
        return ""


def lists_of(request: Request, contents: dict[str, Any]) -> tuple[Table[Row], list[Row]]:
    columns = [
        Column[Row](
            "title",
            _("List"),
            lambda row: row.title,
            lambda row: format_html('<a href="{}">{}</a>', row.page, row.title),
            heads=True,
            css="",
        ),
        Column[Row]("rows", _("Rows"), lambda row: row.rows, css="n"),
        Column[Row]("formats", _("Files"), lambda row: row.file, formats),
        Column[Row]("page", _("Page"), lambda row: row.page, exported_only=True),
        Column[Row]("key", _("Key"), lambda row: row.name, exported_only=True),
    ]
    table = Table(columns, request, "title")
    rows = [Row(**each) for each in contents["lists"]]
    return table, table.ordered(rows)


def formats(row: Row) -> SafeString:
    """Each form of the list; what is not seen names it, for those who hear the links alone."""
    named = [(form.upper(), row.form(form)) for form in FORMATS] + [("CSVW", row.form(DESCRIPTION))]
    return format_html_join(
        " · ",
        '<a href="{}" download>{}<span class="vh"> · {}</span></a>',
        ((url, form, row.title) for form, url in named),
    )


def archive(request: Request) -> HttpResponse:
    """Everything in one file, in the language of the page."""
    kept = archives.archive(request.actor, today())
    unchanged = get_conditional_response(request, etag=kept.etag)
    if unchanged is not None:
        kept.file.close()
        return unchanged
    answer = FileResponse(
        kept.file, as_attachment=True, filename=f"palermo-{here()}.zip", content_type="application/zip"
    )
    answer["ETag"], answer["Content-Length"] = kept.etag, str(kept.size)
    return cast(HttpResponse, answer)  # it streams, and has what every answer has


class Changes(NamedTuple):
    """The changes that the filter leaves, in the order asked for."""

    table: Table[Any]
    rows: list[Any]
    subject: str
    subjects: list[tuple[str, str | Promise]]


def changes_of(request: Request) -> Changes:
    there = sorted(
        ((each, title_of(each)) for each in records.subjects(request.actor)), key=lambda each: each[1]
    )
    subject = choice(request, "table", {each for each, _title in there})
    table = changes_table(request)
    rows = table.ordered(records.changes(request.actor, subject))
    return Changes(table, rows, subject, list(there))


def changes(request: Request) -> HttpResponse:
    """What changed in the public records, the newest first."""
    found = changes_of(request)
    page = paged(request, found.rows, PAGE)
    context = {
        "section": "data",
        "subject": found.subject,
        "subjects": found.subjects,
        "count": len(found.rows),
        "page": page,
        "sort": found.table.sort,
        "table": found.table.html(list(page.object_list)),
        "exports": links("changes_export"),
    }
    return render(request, "site/changes.html", context)


def changes_export(request: Request, form: str) -> HttpResponse:
    found = changes_of(request)
    return file_of(found.table, found.rows, form, "changes", str(_("Changes of the records")))


def feed(request: Request) -> HttpResponse:
    """The same for programs that look for news: Atom."""
    page = paged(request, cast(Any, records.changes(request.actor)), ENTRIES)
    content = feeds.feed(page, request.get_host(), request.build_absolute_uri, records.newest(request.actor))
    return HttpResponse(content, content_type=f"{feeds.TYPE}; charset=utf-8")
