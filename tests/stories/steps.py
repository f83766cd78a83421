"""What readers do on many pages."""

from playwright.sync_api import Page


def go_to(page: Page, address: str) -> None:
    """By the bar at the head."""
    page.get_by_role("banner").get_by_role("navigation").locator(f'a[href="{address}"]').click()
    page.wait_for_url(f"**{address}")
