"""Logs hold facts, never what somebody typed."""

import logging

from portal.logs import WithoutTrace


def test_a_trace_and_its_text_stay_out_of_the_log():
    try:
        raise ValueError("Sanne de Wit")
    except ValueError as error:
        record = logging.LogRecord(
            "portal", logging.ERROR, "x.py", 1, "Sanne %s", ("de Wit",), (type(error), error, None)
        )
    assert WithoutTrace().format(record) == "portal ERROR ValueError"


def test_a_warning_names_its_logger_only():
    record = logging.LogRecord("dbos", logging.WARNING, "x.py", 1, "a text", (), None)
    assert WithoutTrace().format(record) == "dbos WARNING"
