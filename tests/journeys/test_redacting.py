"""A handler redacts with the mouse: a text that is selected, an area that is drawn."""

from __future__ import annotations

from tests.journeys import reading, steps
from tests.journeys.actors import Citizen, Member
from tests.journeys.server import person, wait_for
from tests.papers import samples

SLUG = "cjib"
NEIGHBOUR, SCRAWL = "Wubbina Zonderland", "Handtekening Ottilie"
LETTER = samples.saved(
    samples.pdf(
        samples.line(f"Buurvrouw {NEIGHBOUR} heeft gebeld.", y=700)
        + samples.line(SCRAWL, y=500)
        + samples.line("De betaling is ontvangen.", y=400)
    )
)


def select(window, words: str) -> None:
    """Select words in the text of the page, from their first to their last letter."""
    ends = window.page.evaluate(
        """words => {
          const text = document.createTreeWalker(
            document.querySelector(".rl-sheet-text"), NodeFilter.SHOW_TEXT);
          while (text.nextNode() && !text.currentNode.data.includes(words));
          const range = document.createRange();
          const start = text.currentNode.data.indexOf(words);
          range.setStart(text.currentNode, start);
          range.setEnd(text.currentNode, start + words.length);
          text.currentNode.parentElement.scrollIntoView({block: "center"});
          const box = range.getBoundingClientRect();
          return [box.left + 1, box.right - 1, box.top + box.height / 2];
        }""",
        words,
    )
    drag(window, (ends[0], ends[2]), (ends[1], ends[2]))


def drag(window, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press, move, let go."""
    mouse = window.page.mouse
    mouse.move(*start)
    mouse.down()
    mouse.move(*end, steps=6)
    mouse.up()


def hand_in(handler: Member, citizen: Citizen) -> None:
    """Add a letter to the data, and open it once it is read."""
    window, page = handler.window, handler.window.page
    handler.open_case(citizen.reference, "/gegevens/documenten")
    letter = {"name": "brief.pdf", "mimeType": "application/pdf", "buffer": LETTER}
    page.set_input_files('[name="files"]', letter)
    page.fill('[name="about"]', "Brief")
    if not page.locator('[name="activity"]').input_value():
        page.locator('[name="activity"]').select_option(index=1)
    window.press('form[enctype="multipart/form-data"] button')

    wait_for(lambda: "/gegevens/item/" in window.read(window.path), handler.server.log)
    handler.open_case(citizen.reference, "/gegevens/documenten")
    window.press('main a[href*="/gegevens/item/"]')
    wait_for(lambda: "rl-sheet" in window.read(window.path), handler.server.log)
    page.reload()


def test_what_is_marked_with_the_mouse_is_not_in_the_report(server, new_window):
    citizen = Citizen(server, new_window(), SLUG, person(SLUG, 5), "gelakt@voorbeeld.example")
    citizen.ask_for_access()
    citizen.window.press()
    citizen.read_reference()
    steps.prove(citizen)
    handler = Member(server, new_window(), server.account(SLUG, "behandelaar"))
    steps.take(handler, citizen)
    steps.see_at_desk(handler, citizen)
    steps.include_all(handler, citizen)
    hand_in(handler, citizen)
    window, page = handler.window, handler.window.page
    window.look(code=200)
    dismiss = page.locator('form:not(:has([name="mark"])) > button[value="dismiss"]')
    if dismiss.count():
        window.follow(dismiss.first)
    select(window, NEIGHBOUR)
    wait_for(lambda: page.input_value('[name="text"]') == NEIGHBOUR, window.text, 5)
    page.check('[name="where"][value="here"]')
    window.press("form[data-mark] button")
    if page.locator('[name="need_whose_interest"]').count():
        for name, text in steps.WHY.items():
            page.fill(f'[name="{name}"]', text)
        window.press("main .rl-buttons button")
    window.look(code=200)
    page.locator(".rl-sheet").scroll_into_view_if_needed()
    box = page.locator(".rl-sheet").bounding_box()
    scale = box["width"] / 595
    top = box["y"] + (842 - 500 - 16) * scale
    drag(window, (box["x"] + 50 * scale, top), (box["x"] + 250 * scale, top + 24 * scale))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    window.look(code=200)
    page.locator("#werkblad").focus()
    with page.expect_navigation():
        page.keyboard.press("m")
    steps.propose(handler, citizen, "partly")
    steps.approve(Member(server, new_window(), server.account(SLUG, "coordinator")), citizen)
    report = steps.fetch(citizen)["inzagerapport"]
    text = reading.bare(reading.text(report))
    assert "Debetalingisontvangen." in text
    for gone in ("Zonderland", "Wubbina", "Ottilie"):
        assert gone not in text
        assert gone.encode() not in reading.attachment(report)
