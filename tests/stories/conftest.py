"""A real browser before the real server, and a guard beside every page."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.stories.watch import Watch

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
WINDOWS: dict[str, dict[str, Any]] = {
    "desktop": DESKTOP,
    "phone": PHONE,
    "no script": {**DESKTOP, "java_script_enabled": False},
}
PATIENCE = 10_000  # milliseconds; the machine may be busy
SAME = {"locale": "en", "reduced_motion": "reduce"}  # nothing glides while it is looked at

Opens = Callable[..., Page]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One chromium for all; each page has a context, so cookies and history, of its own."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    expect.set_options(timeout=PATIENCE)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop in this thread as long as it lives; Django, in the tests that happen to
        # stand between those of the browser, would take itself to be in a coroutine, and refuse.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        opened = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield opened
        opened.close()


@pytest.fixture
def opens(browser: Browser, server: str) -> Iterator[Opens]:
    """Opens pages: `opens("phone", color_scheme="dark")`. At the end none of them may have shown a fault."""
    contexts, watches = [], []

    def open_page(window: str = "desktop", expected: frozenset[int] = frozenset(), **options: Any) -> Page:
        context = browser.new_context(**{"base_url": server, **SAME, **WINDOWS[window], **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watches.append(Watch(page, urlsplit(server).netloc))
        watches[-1].expected |= expected
        return page

    yield open_page
    for context in contexts:
        context.close()
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "\n".join(faults)


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest) -> str:
    """Every kind of window: a desktop's, a phone's, and one that runs no script."""
    return str(request.param)


@pytest.fixture
def page(opens: Opens, window: str) -> Page:
    """A page in each kind of window."""
    return opens(window)


@pytest.fixture
def desktop(opens: Opens) -> Page:
    """A page on a desktop."""
    return opens("desktop")


@pytest.fixture
def phone(opens: Opens) -> Page:
    """A page on a phone."""
    return opens("phone")
