"""Everything by keyboard alone: the way past the bar, the order of Tab, a focus that is seen, Enter."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# What Tab should reach, in the order of the document: links, controls and scrolling tables that are shown.
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
  .filter(e => e.type !== 'hidden' && e.checkVisibility({visibilityProperty: true})
    && !e.closest('details:not([open]) > :not(summary)'))
  .map((e, n) => e.dataset.stop = n).length"""
# Where the focus is: whether it has an outline, and whether its middle is in the window, and uncovered.
STOP = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getClientRects()[0]
  const x = box.left + box.width / 2, y = Math.max(0, box.top) / 2 + Math.min(innerHeight, box.bottom) / 2
  const top = document.elementFromPoint(x, y)
  return {stop: Number(e.dataset.stop ?? -1), name: e.outerHTML.slice(0, 90), top: top?.outerHTML,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: top !== null && (e.contains(top) || top.contains(e))}
}"""
PAGES = ("", "decisions/4-4/", "states/JPN/", "outcomes/", "texts/untoc/", "register/firearms-protocol/")


def test_it_works(desktop: Page) -> None:
    """The first Tab shows the way past the bar; Enter takes it, and the next Tab is inside the text."""
    desktop.goto("/en/")
    desktop.keyboard.press("Tab")
    skip = desktop.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("main")).to_be_focused()
    desktop.keyboard.press("Tab")
    assert desktop.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("address", PAGES)
def test_tab_goes_everywhere_in_order_and_is_seen(desktop: Page, language: str, address: str) -> None:
    desktop.goto(f"/{language}/{address}")
    count = desktop.evaluate(REACHABLE)
    assert count > 20
    stops = []
    for _ in range(count):
        stops.append(step(desktop, "Tab"))
    assert stops == list(range(count))
    for _ in range(count - 1):
        stops.append(step(desktop, "Shift+Tab"))
    assert stops[count:] == list(range(count - 2, -1, -1))


def step(page: Page, key: str) -> int:
    """On to another stop (a field for a day has several parts, and is one); answers which."""
    before = page.evaluate("document.activeElement.dataset.stop")
    for _ in range(6):
        page.keyboard.press(key)
        found = page.evaluate(STOP)
        if str(found["stop"]) != before:
            break
    assert found["outlined"], found
    assert found["seen"], found
    return int(found["stop"])


def press_until(page: Page, address: str, most: int = 400) -> None:
    """Tab until a link to that address has the focus, then Enter."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href') || ''").startswith(address):
            page.keyboard.press("Enter")
            page.wait_for_url(f"**{address}*")
            return
    raise AssertionError(f"Tab never came to {address}")


def test_the_newcomers_way_without_a_mouse(desktop: Page) -> None:
    """From home over a tile to the paragraph, from there on to its record, to a State, and to a file."""
    desktop.goto("/en/")
    press_until(desktop, "/en/decisions/4-4/#f")
    expect(desktop.locator("article#f")).to_be_in_viewport()
    press_until(desktop, "/en/register/tip-protocol/", most=12)  # Tab goes on from the paragraph
    press_until(desktop, "/en/states/JPN/")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Japan")
    press_until(desktop, "/en/register/tip-protocol/")
    with desktop.expect_download() as event:
        for _ in range(400):
            desktop.keyboard.press("Tab")
            if "export.csv" in desktop.evaluate("document.activeElement.getAttribute('href') || ''"):
                desktop.keyboard.press("Enter")
                break
    assert event.value.suggested_filename.endswith(".csv")
