"""What a page does behind the reader's back: errors, refused content, other hosts, broken resources."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

# Chromium says in the console what a response or a failed request has told already.
ECHO = "Failed to load resource"
# What the reader breaks off by going on, or by taking a file away.
BROKEN_OFF = "net::ERR_ABORTED"


class Watch:
    """Notes every fault of a page as a line; `expected` are the statuses that a test asks for on purpose."""

    def __init__(self, page: Page, host: str) -> None:
        self.host = host
        self.faults: list[str] = []
        self.expected: set[int] = set()
        page.on("console", self.console)
        page.on("pageerror", self.error)
        page.on("request", self.request)
        page.on("requestfailed", self.failed)
        page.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(ECHO):
            self.faults.append(f"console: {message.text}")

    def error(self, error: Error) -> None:
        self.faults.append(f"script: {error}")

    def request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.host:
            self.faults.append(f"another host: {request.url}")

    def failed(self, request: Request) -> None:
        if request.failure != BROKEN_OFF:
            self.faults.append(f"failed: {request.url} ({request.failure})")

    def response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status}: {response.url}")
