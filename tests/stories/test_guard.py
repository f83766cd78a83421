"""The guard beside every page sees what it is there for."""

import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.stories.watch import Watch

pytestmark = pytest.mark.browser

FAULTS = {
    "console: said aloud": "console.error('said aloud')",
    "script: broken": "setTimeout(() => { throw new Error('broken') })",
    "inline style": "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')",
    "inline script": "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
    "404: ": "fetch('/en/nowhere/')",
    "400: ": "fetch('/en/register/tip-protocol/?on=yesterday')",
    "another host: http://example.invalid/": "new Image().src = 'http://example.invalid/'",
}


def test_it_works(desktop: Page) -> None:
    answer = desktop.goto("/en/")
    assert answer
    assert answer.status == 200
    assert desktop.title()


@pytest.mark.parametrize(("fault", "script"), FAULTS.items(), ids=FAULTS)
def test_the_guard_sees(browser: Browser, server: str, fault: str, script: str) -> None:
    # The policy would stop the other host before the request: for that one it is switched off.
    with browser.new_context(base_url=server, bypass_csp="another host" in fault) as context:
        page = context.new_page()
        watch = Watch(page, urlsplit(server).netloc)
        page.goto("/en/about/")
        assert watch.faults == []
        page.evaluate(f"() => {{ {script} }}")
        end = time.monotonic() + 10
        while not watch.faults and time.monotonic() < end:
            page.wait_for_timeout(10)
        assert fault in "\n".join(watch.faults)
