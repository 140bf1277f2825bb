"""A real Chromium, and windows in it that notice what a person would not put up with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Request

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # Nothing but this machine can be reached; what is tried is told on the console.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip
PHONE, DESK = 360, 1280
HEIGHT = 800
REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What the console says of what does not come; of a page itself that may be meant."""
CODE = "() => performance.getEntriesByType('navigation')[0].responseStatus"

VIOLATIONS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map(
    each => each.id + ": " + each.nodes.map(
      node => node.target + " " + (node.any[0] || node.all[0] || node.none[0] || {}).message
    ).join(" | "));
}"""
SKELETON = """() => {
  const copy = document.documentElement.cloneNode(true);
  for (const name of ["href", "action", "value"])
    for (const each of copy.querySelectorAll(`body [${name}]`)) each.setAttribute(name, "");
  const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.trim() && "x";
  return copy.outerHTML.replace(/\\d+/g, "0");
}"""
"""A page without its words and numbers: what axe judges, colours included, is the same for all
pages with one skeleton."""
TOO_WIDE = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= innerWidth) return "";
  const names = [...document.querySelectorAll("main *, header *, footer *")]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(each => each.tagName + "." + each.className);
  return `${page.scrollWidth} > ${innerWidth}: ${names.join(", ")}`;
}"""

_judged: set[str] = set()
"""The skeletons of the pages in which axe found nothing."""


@cache
def axe() -> str:
    """The text of axe-core, put there by tools/vendor.py."""
    return (ROOT / "build" / "axe.min.js").read_text(encoding="utf-8")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with an empty profile of its own: Chromium without what draws its window.

    The whole Chromium takes twice the time of a processor for the same pages.
    """
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Window:
    """A browser window of one person, with a memory for what went wrong in it.

    Attributes:
        faults: what must not happen on any page; empty after a good journey.
        seen: the path and title of each page that was looked at.
    """

    def __init__(
        self, browser: Browser, address: str, sender: str, *, script: bool = True, axe_: bool = True
    ) -> None:
        """Open a window with cookies of its own.

        Args:
            address: of the portal; nothing else can be reached, and trying is a fault.
            sender: the network address that the proxy in front of the portal would tell.
            script: whether JavaScript is on.
            axe_: whether axe judges the pages that are looked at; needs JavaScript.
        """
        self.address = address
        self.faults: list[str] = []
        self.seen: list[tuple[str, str]] = []
        self._axe = axe_ and script
        self.context: BrowserContext = browser.new_context(
            java_script_enabled=script,
            viewport={"width": DESK, "height": HEIGHT},
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            extra_http_headers={"X-Forwarded-For": sender, "X-Forwarded-Proto": "https"},
            accept_downloads=True,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(20_000)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("requestfailed", self._on_request_failed)

    def close(self) -> None:
        """Close the window and forget its cookies."""
        self.context.close()

    def open(self, path: str) -> None:
        """Go to an address of the portal."""
        self.page.goto(self.address + path)

    def read(self, path: str) -> str:
        """What the portal gives this person at an address, not drawn: for looking often."""
        return self.context.request.get(self.address + path).text()

    @property
    def path(self) -> str:
        """Where the window is."""
        return urlsplit(self.page.url).path

    def text(self) -> str:
        """What can be read on the page."""
        return self.page.inner_text("body")

    def press(self, selector: str = "main form button.nl-button--primary") -> None:
        """Press a button, by default the one that goes on, and wait for the page it leads to."""
        self.follow(self.page.locator(selector).first)

    def follow(self, pressed: Locator) -> None:
        """Press what leads to a page, and wait for that page."""
        with self.page.expect_navigation(wait_until="load"):
            pressed.click(no_wait_after=True)

    def look(self, *, code: int | None = None) -> None:
        """Judge the page: axe, no sideways scroll on a phone or a screen, a language, one heading.

        Axe takes its time, so it looks once at each kind of page: at the desk as on a screen,
        elsewhere as on a phone.

        Args:
            code: which status the page must have come with, when that matters.
        """
        here = f"{self.path} ({self.page.title()})"
        self.seen.append((self.path, self.page.title()))
        came = self.page.evaluate(CODE) if code is not None else code
        if came != code:
            self.faults.append(f"{here}: status {came} in place of {code}")
        if self.page.locator("html[lang]").count() != 1 or self.page.locator("h1").count() != 1:
            self.faults.append(f"{here}: no language, or not one h1")
        usual = DESK if self.path.startswith("/balie") else PHONE
        for width in (PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            wide = self.page.evaluate(TOO_WIDE)
            if wide:
                self.faults.append(f"{here}: scrolls sideways, {wide}")
            if self._axe and width == usual:
                self.faults += [f"{here} at {width}: {each}" for each in self._violations()]

    def _violations(self) -> list[str]:
        """What axe has against this page, when it has not seen one like it."""
        skeleton: str = self.page.evaluate(SKELETON)
        if skeleton in _judged:
            return []
        self.page.evaluate(axe())
        found: list[str] = self.page.evaluate(VIOLATIONS)
        if not found:
            _judged.add(skeleton)
        return found

    def keeps(self) -> tuple[list[Any], int]:
        """The cookies of this browser, and how many things its storage holds."""
        stored = self.page.evaluate("() => localStorage.length + sessionStorage.length")
        return list(self.context.cookies()), int(stored)

    def download(self, selector: str) -> tuple[str, bytes]:
        """Press a link to a file; gives its name and its contents."""
        with self.page.expect_download() as waiting:
            self.page.locator(selector).first.click()
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    def _on_console(self, message: ConsoleMessage) -> None:
        """Note what is wrong on a page: a script, a file that does not come, a page that failed."""
        expected = message.text.startswith(REFUSED) and message.location["url"] == self.page.url
        if message.type in ("error", "warning") and not expected:
            where = f"{message.location['url']} on {self.page.url}"
            self.faults.append(f"console, {where}: {message.text}")

    def _on_request_failed(self, request: Request) -> None:
        """Note what the console does not tell, such as a frame from elsewhere."""
        if not request.url.startswith(self.address + "/"):
            self.faults.append(f"request to elsewhere: {request.url}")
