"""Pictures of the main pages on a phone and on a screen, and of the report: `make screenshots`.

They go to build/screenshots, for people to look at. With --readme the three that the README shows
are made small and put in docs/screenshots; with --no-script JavaScript is off.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from portal.law.lifecycle import Status
from portal.law.rights import Right
from tests.journeys.actors import Citizen, Member
from tests.journeys.browser import DESK, HEIGHT, PHONE, Window, chromium
from tests.journeys.server import ROOT, Server, person, start

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TARGET = ROOT / "build" / "screenshots"
README = {  # what it is called there, and how many pixels of it from the top
    "sent-360": ("gevraagd.png", 1080),
    "desk-case-in_treatment-1280": ("balie.png", 1240),
    "report-05": ("rapport.png", 9999),
}
COLOURS, NARROW, LIMIT = 128, 900, 150_000
STATUSES = ("received", "in_treatment", "proposed", "delivered")
TABS = ("gegevens", "besluit", "berichten", "documenten", "termijn", "gevolgen", "logboek")
DOORS = (
    ("rectification", "cjib"), ("erasure", "burojij"), ("restriction", "akj"),
    ("objection", "akj"), ("consent_withdrawal", "bijstand-in-jeugdzorg"),
    ("portability", "bijstand-in-jeugdzorg"), ("human_review", "cjib"),
    ("complaint", "juridisch-loket"),
)  # fmt: skip
SCRIPT = "--no-script" not in sys.argv


def main() -> int:
    """Makes all pictures; returns the exit status."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        data = Path(folder)
        server = start(data, f"sqlite:///{data}/portal.db", cases=True)
        try:
            picture_public(server, browser)
            picture_request(server, browser)
            picture_desk(server, browser)
            picture_report(server)
        finally:
            server.stop()
    if "--readme" in sys.argv:
        copy_to_readme()
    return 0


def take(window: Window, name: str) -> None:
    """The page on a phone and on a screen, from top to bottom."""
    for width in (PHONE, DESK):
        window.page.set_viewport_size({"width": width, "height": HEIGHT})
        window.page.screenshot(path=TARGET / f"{name}-{width}.png", full_page=True)


def picture_public(server: Server, browser: Browser) -> None:
    """What everybody sees."""
    window = Window(browser, server.address, "10.8.0.1", script=SCRIPT)
    pages = {
        "home": "/",
        "landing-jl": "/juridisch-loket/",
        "landing-burojij": "/burojij/",
        "statement": "/cjib/privacyverklaring",
        "find": "/cjib/mijn-verzoek",
        "dead-link": "/cjib/mijn-verzoek/geen-link",
        "not-found": "/is-er-niet/",
        "sign-in": "/balie/aanmelden",
        "check-a-file": "/controleer",
        **{f"right-{right}": f"/{slug}/verzoek/voor-wie?recht={right}" for right, slug in DOORS},
    }
    for name, path in pages.items():
        window.open(path)
        take(window, name)
        if name.startswith("right-"):
            window.page.check('[name="whom"][value="self"]')
            window.press()
            take(window, f"{name}-question")
    window.close()


def picture_request(server: Server, browser: Browser) -> None:
    """A request, step by step, with one mistake."""
    window = Window(browser, server.address, "10.8.0.2", script=SCRIPT)
    who = person("juridisch-loket", 10)
    citizen = Citizen(server, window, "juridisch-loket", who, who.email)
    window.open("/juridisch-loket/verzoek/wat")
    take(window, "step-what")
    window.open("/juridisch-loket/verzoek/voor-wie?recht=access")
    take(window, "step-whom")
    citizen.answer(whom="self")
    citizen.answer(scope="some")
    take(window, "step-subjects")
    citizen.answer(activities="advice")
    window.press()
    take(window, "step-about-error")
    citizen.answer(**citizen.about())
    citizen.answer(email=citizen.email)
    take(window, "check")
    window.press()
    citizen.read_reference()
    take(window, "sent")
    window.press('main a[href$="/verzoek/code"]')
    take(window, "code")
    citizen.answer(code=citizen.code_from_mail())
    take(window, "progress")
    window.press('main a[href$="/intrekken"]')
    take(window, "withdraw")
    window.close()


def picture_desk(server: Server, browser: Browser) -> None:
    """What staff see: the work list, cases in several states, forms, accounts."""
    window = Window(browser, server.address, "10.8.0.3", script=SCRIPT)
    member = Member(server, window, server.account("juridisch-loket", "behandelaar"))
    member.come_back()
    for name, path in {
        "desk-worklist": "/balie/werkvoorraad",
        "desk-register": "/balie/verzoek-vastleggen",
        "desk-account": "/balie/account",
        "desk-holds": "/balie/vasthouden",
    }.items():
        window.open(path)
        take(window, name)
    for status in STATUSES:
        reference = case_of(server, status)
        member.open_case(reference)
        take(window, f"desk-case-{status}")
        for tab in TABS:
            member.open_case(reference, f"/{tab}")
            take(window, f"desk-{tab}-{status}")
        if status == "in_treatment":
            member.open_case(reference, "/gegevens")
            window.press('a[href$="/weglaten"]')
            take(window, "desk-leave-out")
            member.open_case(reference, "/vraag/toelichting")
            take(window, "desk-question")
            member.open_case(reference, "/verlengen")
            take(window, "desk-extend")
    picture_others(server, window)
    window.close()


def picture_others(server: Server, window: Window) -> None:
    """The decision and the consequences of requests for another right than access."""
    for right in (Right.ERASURE, Right.RECTIFICATION, Right.OBJECTION):
        for status in (Status.IN_TREATMENT, Status.PROPOSED, Status.DELIVERED):
            reference = server.find_case("juridisch-loket", status, right)
            for tab in ("besluit", "gevolgen", "besluit/brief") if reference else ():
                window.open(f"/balie/verzoek/{reference}/{tab}")
                take(window, f"desk-{right}-{status}-{tab.replace('/', '-')}")


def case_of(server: Server, status: str) -> str:
    """A request for access of the demo with this status."""
    found = server.find_case("juridisch-loket", Status(status), Right.ACCESS)
    assert found, f"the demo has no request for access that is {status}"
    return found


def picture_report(server: Server) -> None:
    """The pages of a report."""
    pdf = TARGET / "report.pdf"
    reference = case_of(server, "delivered")
    server.run("-m", "flask", "--app", "app:app", "report", reference, "-o", str(pdf))
    subprocess.run(["pdftoppm", "-r", "80", "-png", pdf, TARGET / "report"], check=True)


def copy_to_readme() -> None:
    """Make the pictures of the README small, and see that they are."""
    folder = ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    for source, (name, height) in README.items():
        with Image.open(TARGET / f"{source}.png") as whole:
            picture = whole.crop((0, 0, whole.width, min(height, whole.height)))
            picture.thumbnail((NARROW, height))
            small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(folder / name, optimize=True)
        size = (folder / name).stat().st_size
        if size > LIMIT:
            raise SystemExit(f"{name} is {size} bytes; at most {LIMIT}")


if __name__ == "__main__":
    sys.exit(main())
