"""How fast text in scans is read, and how long somebody else's letter waits behind many scans.

Measured: pages full of text as a scanner makes them, one after the other, in the locked-up child:
seconds of a processor a page, and the most memory of a process. So is a page whose text is compared
with what it shows. Then a worker with two long scans,
and a letter that is handed in after them: seconds until that can be read.

Reference: a page with the same lines as text; the letter when nothing else is there.
"""

import resource
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bench.figure import Figure
from bench.stage import place
from portal import children
from portal.factory import create_portal
from portal.jobs import worker
from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor, ActorKind
from portal.models.exhibit import Exhibit, ExhibitState
from portal.organisations.organisation import Text
from portal.papers import pdfs, reading
from portal.parts import Portal
from portal.services import exhibits
from portal.services.exhibits import Document
from portal.services.intake import Answers, Asked, submit
from tests.papers import lying, samples, scanned

ORGANISATION = "juridisch-loket"
LINE = "De heer Jan-Willem van Wijk belde op 3 maart 2026 over de huur van zijn woning. "
LINES = [f"{LINE[n:]}{LINE[:n]}" for n in range(0, 80, 2)]
STAFF = Actor(ActorKind.STAFF, ORGANISATION)


def run(pages: int = 20, lines: int = len(LINES)) -> Iterator[Figure]:
    """The figures, over so many pages of so many lines."""
    models = reading.models()
    if models is None:
        raise RuntimeError("no models: see tools/system-packages.sh")
    sheet = scanned.sheet(*LINES[:lines], noise=20).pdf()
    (page,) = reading.read(sheet).pages
    drawn = (samples.line(line, y=800 - 18 * n) for n, line in enumerate(LINES[:lines]))
    words = samples.saved(samples.pdf("".join(drawn)))
    read = _processor(lambda: reading.recognise(sheet, page, models), pages)
    text = _processor(lambda: reading.read(words), pages)
    yield Figure("scan, page", read, "s of a processor", "page of text", text)
    strange = lying.by_its_table(0, 0, 0)
    (doubted,) = reading.read(strange).pages
    compared = _processor(lambda: reading.compare(strange, doubted, models), pages)
    yield Figure("text that is doubted, page", compared, "s of a processor", "scan", read)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Figure("scan, memory", most, "MB", "limit of a document", 512)
    scan = pdfs.joined([sheet] * pages)
    with place.fresh("scans") as here:
        portal = create_portal(here.settings)
        working = worker(portal)
        working.start()
        try:
            _waits(portal, [])  # what reads documents is loaded
            alone = _waits(portal, [])
            behind = _waits(portal, [scan, scan])
        finally:
            working.stop()
            children.close()
            portal.database.close()
    yield Figure(f"letter after 2 x {pages} scans", behind, "s", "letter alone", alone)


def _processor(action: Callable[[], object], times: int) -> float:
    """Seconds of a processor that children take for an action."""
    children.close()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(times):
        action()
    children.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / times


def _waits(portal: Portal, first: list[bytes]) -> float:
    """Seconds until a letter can be read that was handed in after these documents."""
    _hand_in(portal, first)
    begin = time.perf_counter()
    (letter,) = _hand_in(portal, [samples.simple_pdf("Beste Sanne")])
    while True:
        with portal.database.transaction(write=False) as session:
            if session.get_one(Exhibit, letter).state is ExhibitState.READABLE:
                return time.perf_counter() - begin
        time.sleep(0.05)


def _hand_in(portal: Portal, contents: list[bytes]) -> list[int]:
    """The keys of documents that were handed in for a new case."""
    now = datetime.now(UTC)
    with portal.database.transaction() as session:
        case = submit(
            session,
            portal.organisations[ORGANISATION],
            Answers(
                (Asked(Right.ACCESS, {"scope": "all"}),), "Sanne", "de Wit", email="s@x.example"
            ),
            idempotency_key=str(time.time_ns()),
            actor=Actor.citizen(ORGANISATION),
            now=now,
        )
        session.flush()
        case.advance(Action.TAKE, STAFF, now)
        found = exhibits.hand_in(
            session,
            portal.vault,
            case,
            [Document("x.pdf", content) for content in contents],
            activity="advice",
            about=Text("Brieven", "Letters"),
            actor=STAFF,
            now=now,
        )
        return [each.exhibit.id for each in found if each.exhibit is not None]
