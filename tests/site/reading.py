"""Pages as they are read."""

from html import unescape

from django.test import Client


def read(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return unescape(answer.content.decode())


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]
