"""Logs: ours through structlog to standard error, other libraries only when something is wrong."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from typing import Any

import structlog

from retrieval import Settings, traced


class _Formatter(logging.Formatter):
    """For what other libraries log."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  # the name is logging's
        return traced(ei[1])


def configure_logs(settings: Settings) -> None:
    """Once, before anything is opened."""
    level = logging.getLevelNamesMapping()[settings.log.level.upper()]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter("%(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING))
    logging.getLogger("discord.client").addFilter(_in_one_line)
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    warnings.filterwarnings("ignore", module="transformers")
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log.format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.ExceptionRenderer(lambda info: traced(info[1])),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _in_one_line(record: logging.LogRecord) -> bool:
    """discord.py writes a traceback whenever it connects again, which is nobody's fault."""
    if "Attempting a reconnect" in str(record.msg) and record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        record.msg, record.args = f"{record.getMessage()}: {type(error).__name__}: {error}", None
        record.exc_info = None
    return True
