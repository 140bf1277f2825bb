"""Logging: one line an event on standard error, facts without persons."""

import logging
import sys
from typing import Any

import structlog


class WithoutTrace(logging.Formatter):
    """Names the logger, the level and the kind of error; a text or trace can quote a person."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the record carries."""
        error = record.exc_info[0] if record.exc_info else None
        return f"{record.name} {record.levelname} {error.__name__ if error else ''}".rstrip()


def configure(*, readable: bool) -> None:
    """Set logging up once, for web, worker and commands alike.

    Parameters:
        readable: lines for people (demo) in place of JSON.
    """
    renderer: Any = structlog.processors.JSONRenderer()
    if readable:
        renderer = structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutTrace())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
