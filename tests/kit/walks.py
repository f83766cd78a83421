"""Reading a list of the API from its first page to its last, as a program does."""

from typing import Any

from django.test import Client


def answer(client: Client, address: str, query: dict[str, Any] | None = None, status: int = 200) -> Any:
    """What the API says at an address; a refusal where `status` is one."""
    found = client.get(f"/api/v1/{address}", query or {})
    assert found.status_code == status, f"{address}: {found.status_code} {found.content.decode()[:200]}"
    expected = "application/json; charset=utf-8" if status == 200 else "application/problem+json"
    assert found["Content-Type"] == expected
    return found.json()


def walk(client: Client, address: str, query: dict[str, Any] | None = None, limit: int = 7) -> list[Any]:
    """Every row, page after page, as the header Link leads; it and `next` agree."""
    found = client.get(f"/api/v1/{address}", {**(query or {}), "limit": limit})
    rows: list[Any] = []
    seen: set[str] = set()
    while True:
        assert found.status_code == 200, found.content
        page = found.json()
        assert page["next"] not in seen  # or it would go on for ever
        seen.add(page["next"] or "")
        rows += page["items"]
        assert (page["next"] is None) is ("Link" not in found)
        if page["next"] is None:
            return rows
        assert len(page["items"]) == limit
        link = found["Link"]
        assert link.endswith('>; rel="next"')
        assert f"cursor={page['next']}" in link
        found = client.get(link[1:].partition(">")[0])


def exported(client: Client, address: str, query: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The rows of a list that a page gives away as JSON."""
    found = client.get(f"/en/{address}", query or {})
    assert found.status_code == 200, found.content
    rows: list[dict[str, Any]] = found.json()
    return rows
