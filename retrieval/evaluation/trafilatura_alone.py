"""The baseline of extraction: trafilatura as it comes, text and date."""

from __future__ import annotations

import logging

from lxml import etree
from trafilatura import bare_extraction


def extracted(data: bytes | str, url: str | None) -> tuple[str, str | None]:
    """Text and publication day; "" and None where it finds none."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(data, url=url, include_comments=False, with_metadata=True)
    except (etree.LxmlError, ValueError, RecursionError):
        return "", None
    return getattr(document, "text", None) or "", getattr(document, "date", None)
