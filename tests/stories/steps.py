"""What readers do on many pages."""

from playwright.sync_api import Page


def go_to(page: Page, address: str) -> None:
    """By the bar at the head; where it is folded away, by the menu, which is the list at the foot."""
    link = f'a[href="{address}"]'
    bar = page.get_by_role("banner").get_by_role("navigation").locator(link)
    if not bar.is_visible():
        page.get_by_role("banner").locator('a[href="#map"]').click()
        bar = page.get_by_role("contentinfo").locator(link)
    bar.click()
    page.wait_for_url(f"**{address}")
