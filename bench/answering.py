"""The largest answer, from a decided case to files that may be sent, by a worker as it runs.

Measured: the job that makes an answer, in a worker that does nothing else. It reads the findings
and what was taken out of them, prints the letter and the sealed report, looks in both for all that
was taken out, and stores them. In two of five records somebody else's telephone number is redacted,
no two alike. Memory is the most that any process of the worker held.

Reference: an answer with a twenty-fifth of the records; time is told for each record.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from sqlalchemy.orm import Session

from bench.figure import Figure
from bench.stage import place
from bench.stage.employ import Made
from bench.stage.place import Place
from portal.law.grounds import Outcome
from portal.models.case import Case
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState
from portal.queueing import RecordingQueue
from portal.redaction.detecting import Rule
from portal.settings import ROOT
from tests.services import deciding, redacting, stories
from tests.services.deciding import NOW
from tests.services.test_triage import hire

FEW, MANY = 4000, 100_000
BATCH = 1000
TEXT = "Belde over de huur van de woning. Bel ook {}, die weet er meer van. Wij stuurden een brief."
BEFORE = TEXT.index("{")


def run(few: int = FEW, many: int = MANY) -> Iterator[Figure]:
    """The figures."""
    fewer, large = made(few), made(many)
    name, reference = f"answer with {many:,} records", f"with {few:,}"
    value, before = 1000 * large.seconds / many, 1000 * fewer.seconds / few
    yield Figure(f"{name}: time per record", value, "ms", reference, before)
    yield Figure(f"{name}: memory", large.memory, "MB", reference, fewer.memory)


def made(records: int) -> Made:
    """What a worker takes for an answer with so many records."""
    with place.fresh(f"answering-{records}") as at:
        case_id = _decided(at, records)
        done = subprocess.run(
            [sys.executable, "-m", "bench.stage.employ", str(case_id)],
            cwd=ROOT,
            env={**os.environ, **at.environment},
            check=True,
            stdout=subprocess.PIPE,
        )
    return Made(**json.loads(done.stdout))


def _decided(at: Place, records: int) -> int:
    """The key of a case that is decided, so that its answer can be made."""
    with place.opened(at) as portal:
        portal.database.info["queue"] = RecordingQueue()
        with portal.database.transaction() as session:
            member, other = hire(session, "anna"), hire(session, "bob")
            case = deciding.taken(session, member)
            _found(session, case, records)
            deciding.fill(case, member, Outcome.PARTLY)
            deciding.propose(session, case, member)
            deciding.approve(session, case, other)
            return case.id


def _found(session: Session, case: Case, records: int) -> None:
    """Records of one source, of which two of five name a number that is taken out."""
    search = stories.find(session, case, [])
    search.found = records
    table = stories.organisation(case.organisation).sources[0].tables[0]
    for start in range(0, records, BATCH):
        findings = [
            Finding(
                case_id=case.id,
                search_id=search.id,
                activity=table.activity,
                category_nl="Contacten",
                category_en="Contacts",
                fields=[redacting.field(TEXT.format(_phone(number)))],
                review=Review.INCLUDE,
                matched_by="email",
            )
            for number in range(start, min(start + BATCH, records))
        ]
        session.add_all(findings)
        session.flush()
        session.add_all(
            _mark(case, finding, start + number)
            for number, finding in enumerate(findings)
            if number % 5 < 2
        )
        session.flush()
        for each in findings:
            session.expunge(each)


def _phone(number: int) -> str:
    return f"06-{10_000_000 + number * 7:08}"


def _mark(case: Case, finding: Finding, number: int) -> Mark:
    phone = _phone(number)
    return Mark(
        case_id=case.id,
        finding_id=finding.id,
        field=0,
        start=BEFORE,
        end=BEFORE + len(phone),
        text=phone,
        state=MarkState.ACCEPTED,
        origin=Rule.PHONE,
        ground=redacting.GROUND,
        needs=redacting.WHY,
        made_at=NOW,
    )
