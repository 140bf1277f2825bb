"""The job that reads a document."""

from portal.jobs.context import JobContext
from portal.jobs.exhibits import read_exhibit


def test_a_document_that_is_gone_is_no_reason_to_try_again(context: JobContext) -> None:
    read_exhibit(context, 1)
