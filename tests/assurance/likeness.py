"""Whether what is forbidden looks just like what is not there: status, headers and body, byte for byte."""

import re
from hashlib import md5
from urllib.parse import quote

from django.urls import Resolver404, resolve
from django.utils.translation import override

from tests.assurance.cast import Answer

# What changes with every page and tells nothing: the mask over the token of a form.
MASKED = re.compile(rb'((?:name="csrfmiddlewaretoken" value="|csrftoken=))\w+')


def nowhere(path: str) -> str:
    """An address of the same length and shape at which nothing stands: another word at its end or begin."""
    for pattern in (r"(?<=/)[^/.]+(?=(\.\w+)?/?$)", r"(?<=^/..)/\w+"):
        twin = re.sub(pattern, lambda found: re.sub(r"[^/]", "x", found[0]), path, count=1)
        if not is_there(twin):
            return twin
    raise AssertionError(f"something stands at {twin}")


def is_there(path: str) -> bool:
    try:
        with override(path[1:3]):  # addresses are those of the language in use
            resolve(path)
    except Resolver404:
        return False
    return True


def differences(here: Answer, there: Answer) -> str:
    """How two answers differ, in words; nothing where they do not."""
    if here.status != there.status:
        return f"{here.status}, not {there.status}"
    if here.headers != there.headers:
        return f"headers {sorted(set(here.headers) ^ set(there.headers)) or 'in another order'}"
    if here.body == there.body:
        return ""
    pairs = enumerate(zip(here.body, there.body, strict=False))
    at = next((at for at, (one, two) in pairs if one != two), min(len(here.body), len(there.body)))
    return f"{here.body[max(0, at - 40) : at + 60]!r}, not {there.body[max(0, at - 40) : at + 60]!r}"


def plain(answer: Answer, path: str) -> Answer:
    """The answer without its own address, in the links to other languages, and the mask of its forms."""
    own = path[1:].partition("?")[0].partition("/")[2]
    body = MASKED.sub(
        rb"\1", answer.body.replace(own.encode(), b"PATH").replace(quote(own).encode(), b"PATH")
    )
    mark = f'"{md5(answer.body, usedforsecurity=False).hexdigest()}"'  # of the body, and no more than that
    size = str(len(answer.body)) if answer.body else answer.header("Content-Length")  # HEAD tells that of GET
    sizes = {mark: "mark of the body", size: "length of the body"}
    headers = [
        (name, sizes.get(value, MASKED.sub(rb"\1", value.encode()).decode()))
        for name, value in answer.headers
    ]
    return Answer(answer.status, tuple(headers), body)
