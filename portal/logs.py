"""Logging: one JSON line an event on standard error, facts without persons."""

import logging
import sys

import structlog


def configure(*, readable: bool) -> None:
    """Set logging up once, for web, worker and commands alike.

    Parameters:
        readable: lines for people (demo) in place of JSON.
    """
    renderer = (
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=_no_trace)
        if readable
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s %(levelname)s")


def _no_trace(*_: object) -> None:
    """Leave a trace out: its lines can quote what people typed."""
