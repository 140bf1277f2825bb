"""The whole story: somebody asks for their data, staff answer, the report is downloaded.

For a public body on SQLite with JavaScript off, for a private organisation on PostgreSQL with it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.journeys import reading, steps
from tests.journeys.actors import Citizen, Member
from tests.journeys.server import organisation, person, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.journeys.browser import Window

WHOSE = "Hierin staat wat een ander in vertrouwen vertelde."
REASON = "Het bericht gaat vooral over iemand anders. Diens belang weegt hier zwaarder."
EXPLANATION = "U krijgt alles, behalve wat over een ander gaat."


@dataclass(frozen=True)
class Plot:
    """What differs between two stories.

    Attributes:
        person: the number of somebody in the demo's source systems.
        subjects: the activities of the register that are asked for; none: everything.
        at_desk: whether what is asked is so sensitive that the person must be seen.
    """

    slug: str
    person: int
    subjects: tuple[str, ...]
    at_desk: bool


PUBLIC = Plot("cjib", 8, (), at_desk=True)
PRIVATE = Plot("juridisch-loket", 9, ("advice", "third_parties", "cancellations"), at_desk=False)


@pytest.mark.parametrize(
    ("plot", "server", "script"),
    [(PUBLIC, "sqlite", False), (PRIVATE, "postgresql", True)],
    ids=["public-sqlite-no-script", "private-postgresql-script"],
    indirect=["server"],
)
def test_somebody_asks_and_gets_a_report(server, script, plot, new_window):
    window = new_window(script=script)
    who = person(plot.slug, plot.person)
    citizen = Citizen(server, window, plot.slug, who, who.email)
    ask(citizen, plot)
    prove(citizen)
    handler = Member(server, new_window(script=script), server.account(plot.slug, "behandelaar"))
    handler.sign_in()
    take(handler, citizen)
    if plot.at_desk:
        record_identity(handler, citizen)
    steps.search(handler, citizen)
    handler.window.look()
    taken = steps.redact_all(handler, citizen)
    kept, dropped = review(handler, citizen)
    propose(handler, citizen)
    colleague = Member(server, new_window(script=script), server.account(plot.slug, "coordinator"))
    colleague.sign_in()
    approve(colleague, citizen)
    report = fetch(citizen, plot, new_window(script=script))
    judge(report, citizen, kept, [dropped, *taken])


def ask(citizen: Citizen, plot: Plot) -> None:
    """From the front page to the receipt."""
    window = citizen.window
    window.open(f"/{plot.slug}/")
    window.look(code=200)
    window.press('main a[href*="recht=access"]')
    window.look()
    citizen.answer(whom="self")
    window.look()
    citizen.answer(scope="some" if plot.subjects else "all")
    if plot.subjects:
        window.look()
        for subject in plot.subjects:
            citizen.fill(activities=subject)
        window.press()
    window.look()
    citizen.answer(**citizen.about())
    window.look()
    citizen.answer(email=citizen.email, phone="0612345678")
    window.look()
    for said in (citizen.person.family_name, citizen.email, "0612345678"):
        assert said in window.text()
    window.press()
    assert window.path == f"/{plot.slug}/verzoek/verzonden"
    window.look(code=200)
    reference = citizen.read_reference()
    assert "2026" in window.page.inner_text(".rl-success")
    assert window.page.locator("details[open] ol li").count() >= 2, "the derivation"
    _name, receipt = wait_for(lambda: _receipt(window))
    assert reference in reading.text(receipt)


def _receipt(window: Window) -> tuple[str, bytes] | None:
    """The receipt, when the worker has made it."""
    answer = window.context.request.get(
        f"{window.address}/{window.path.split('/')[1]}/verzoek/ontvangstbewijs"
    )
    if "pdf" not in answer.headers["content-type"]:
        return None
    return window.download('a[href$="/verzoek/ontvangstbewijs"]')


def prove(citizen: Citizen) -> None:
    """With the code from the mail, to the status page."""
    window = citizen.window
    window.press('main a[href$="/verzoek/code"]')
    window.look()
    citizen.answer(code=citizen.code_from_mail())
    assert window.path == f"/{citizen.slug}/mijn-verzoek/stand"
    assert citizen.reference in window.text()
    window.look(code=200)


def take(handler: Member, citizen: Citizen) -> None:
    """Find the case in the work list and take it."""
    window = handler.window
    window.open("/balie/werkvoorraad?toon=onbehandeld")
    window.look()
    window.press(f'a[href$="/balie/verzoek/{citizen.reference}"]')
    window.look()
    handler.do("/nemen")
    assert handler.account.organisation in handler.account.email
    assert window.page.locator('form[action$="/gegevens/zoeken"]').count()


def record_identity(handler: Member, citizen: Citizen) -> None:
    """The person came to the desk."""
    window = handler.window
    window.press('a[href$="/aan-de-balie"]')
    window.look()
    window.page.check('[name="shown"] >> nth=0')
    window.press()


def review(handler: Member, citizen: Citizen) -> tuple[list[str], str]:
    """Leave out one record on somebody else, include the others.

    Returns:
        What the included records say, the longest line of each, and what the other one says.
    """
    window = handler.window
    page = window.page
    handler.open_case(citizen.reference, "/gegevens")
    systems = page.locator('th a[href*="bron="]')
    addresses = [systems.nth(number).get_attribute("href") for number in range(systems.count())]
    kept: list[str] = []
    dropped = ""
    for address in addresses:
        window.open(str(address))
        if not dropped:
            cards = {longest_line(card): card for card in page.locator(".rl-card").all()}
            dropped = max(cards, key=len)
            leave_out(handler, cards[dropped])
        waiting = page.locator(".rl-card", has=page.locator('form[action*="/item/"]'))
        waiting = waiting.filter(has_not_text=REASON)
        while waiting.count():
            kept.append(longest_line(waiting.first))
            window.follow(waiting.first.locator('form[action*="/meenemen"] button'))
    window.look()
    assert kept
    return kept, dropped


def longest_line(card: Locator) -> str:
    """What a record says that no other record is likely to say.

    Without weekday and hour, which the desk and the report write differently.
    """
    lines = card.locator("dd", has_not=card.page.locator("mark")).all_inner_texts()
    return max((re.sub(r"^[a-z]+dag | om \d.*", "", line) for line in lines), key=len)


def leave_out(handler: Member, card: Locator) -> None:
    """With the ground and what it asks; without them nothing happens."""
    window = handler.window
    window.follow(card.locator('a[href$="/weglaten"]'))
    window.look()
    window.press(".rl-buttons button")
    window.look(code=422)
    window.page.check('[name="ground"][value="others_rights"]')
    window.press('button[value="fields"]')
    window.look(code=200)
    window.page.fill('[name="need_whose_interest"]', WHOSE)
    window.page.fill('[name="need_written_balance"]', REASON)
    window.press(".rl-buttons button")
    assert REASON in window.text()


def propose(handler: Member, citizen: Citizen) -> None:
    """Fill in the outcome; everything cannot be given, for something was left out."""
    window = handler.window
    handler.open_case(citizen.reference, "/besluit")
    window.look()
    page = window.page
    for box in page.locator('[name$="-checks"]').all():
        box.check()
    assert not page.locator('[name$="-outcome"][value="granted"]').count()
    window.press('button[value="propose"]')
    window.look(code=422)
    page.check('[name$="-outcome"][value="partly"]')
    page.fill('[name$="-reason"]', EXPLANATION)
    window.press('button[value="propose"]')
    window.look(code=200)
    assert not page.locator('form[action$="/goedkeuren"]').count(), "one's own proposal"


def approve(colleague: Member, citizen: Citizen) -> None:
    """A second person decides."""
    colleague.open_case(citizen.reference, "/besluit")
    colleague.window.look()
    colleague.do("/goedkeuren")
    colleague.window.look(code=200)


def fetch(citizen: Citizen, plot: Plot, window: Window) -> bytes:
    """On another computer, with the link from the mail: the letter and the report."""
    link = citizen.links_from_mail(2)[-1]
    newest = citizen.server.mails_to(citizen.email)[-1]
    assert citizen.person.family_name not in newest.as_string(), "a mail tells only that it waits"
    window.page.goto(link)
    window.look(code=200)
    window.press()
    assert window.path == f"/{plot.slug}/mijn-verzoek/stand"
    assert link.rpartition("/")[2] not in window.page.url
    window.look()
    cookies, stored = window.keeps()
    assert [cookie["name"] for cookie in cookies] == ["session"]
    assert stored == 0
    page = window.page
    links = page.locator("main .rl-documents a")
    found = {}
    for number in range(links.count()):
        name, content = window.download(f"main .rl-documents a >> nth={number}")
        found[name] = content
    report = found[f"{citizen.reference}-inzagerapport.pdf"]
    letter = found[f"{citizen.reference}-brief.pdf"]
    for document in (report, letter):
        assert_remedy(document, plot)
    assert REASON in reading.text(letter)
    return report


def assert_remedy(document: bytes, plot: Plot) -> None:
    """Bezwaar with its last day against a public body, the court against anybody else."""
    text = reading.text(document)
    is_public = organisation(plot.slug).controller_kind == "public"
    assert ("bezwaar" in text) is is_public
    assert ("rechtbank" in text) or is_public


def judge(report: bytes, citizen: Citizen, kept: list[str], gone: list[str]) -> None:
    """The report tells what was included, and not what was left out or taken out."""
    text = reading.text(report)
    data = json.loads(reading.attachment(report))
    said = json.dumps(data, ensure_ascii=False)
    assert citizen.person.name in text
    assert citizen.reference in text
    for line in kept:
        assert reading.bare(line) in reading.bare(text), line
    for words in gone:
        assert reading.bare(words) not in reading.bare(text), words
        assert reading.bare(words) not in reading.bare(said), words
    assert REASON in text
    told = data["counts"]
    assert (told["records"], told["left_out"], told["annexes"]) == (len(kept), 1, 0)
    assert told["redacted"] > 0
    assert data["subject"] == citizen.person.name
    assert data["reference"] == citizen.reference
