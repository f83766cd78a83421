"""What a page of the register shows, and what its files hold."""

import csv
import io
import json
import re
from html import unescape
from typing import Any

from django.test import Client

TAG = re.compile(r"<[^>]+>")
ROW = re.compile(r"<tr>(<t[hd].*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


def plain(html: str) -> str:
    """The words of a piece of a page."""
    return " ".join(unescape(TAG.sub(" ", html)).split())


def table(text: str, identifier: str = "table") -> list[list[str]]:
    """The cells of a table on the page, row by row, without its head; none where it is not there."""
    body = text.partition(f'id="{identifier}">')[2].partition("</table>")[0].partition("<tbody>")[2]
    return [[plain(cell) for cell in CELL.findall(row)] for row in ROW.findall(body)]


def get(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def in_csv(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def in_json(client: Client, address: str) -> list[dict[str, Any]]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    found: list[dict[str, Any]] = json.loads(answer.content)
    return found
