"""The jobs that read a document."""

from portal.jobs.context import JobContext
from portal.jobs.exhibits import read_exhibit, read_scan
from portal.queueing import LINES, ONCE, Job


def test_a_document_that_is_gone_is_no_reason_to_try_again(context: JobContext) -> None:
    read_exhibit(context, 1)
    read_scan(context, 1)


def test_scans_hold_up_no_other_documents_and_are_read_in_many_jobs() -> None:
    assert LINES[Job.READ_SCAN] is not LINES[Job.READ_EXHIBIT]
    assert Job.READ_SCAN not in ONCE
