"""Pages that show less than their article, and why. Pure."""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines

from __future__ import annotations

import re

from lxml import etree

from .html_meta import Meta
from .json_ld import Node

_TEASER_WORDS = 120
"""A page behind a paywall that shows fewer words shows its beginning only; a metered page that shows all has more."""
_WALL = re.compile(
    r"subscribe\ (?:now\ )?to\ (?:continue|keep|read)|to\ (?:continue|keep)\ reading|this\ (?:article|story|content)\ is\ (?:only\ )?(?:for|available\ to|reserved\ for)\ (?:\w+\ )?(?:subscribers|members)"
    r"|(?:subscribers?|members?)[-\ ]only|already\ a\ (?:subscriber|member)\?|create\ a\ free\ account\ to\ (?:read|continue)|sign\ in\ to\ (?:read|continue)"
    r"|jetzt\ weiterlesen|weiterlesen\ mit|nur\ für\ abonnent|exklusiv\ für\ abonnent|artikel\ freischalten|réservé\ (?:aux|à\ nos)\ abonnés|pour\ lire\ la\ suite"
    r"|(?:exclusivo|solo)\ para\ suscriptores|para\ seguir\ leyendo|exclusivo\ para\ assinantes|riservat[oi]\ agli\ abbonati|alleen\ voor\ abonnees|tylko\ dla\ (?:prenumeratorów|subskrybentów)"
    r"|この記事は(?:会員|有料)|会員限定|有料会員|残り\s*[\d,]+\s*文字|本文仅限|订阅后|付费阅读|только\ для\ подписчиков",
    re.IGNORECASE,
)  # fmt: skip
_NEEDS_SCRIPT = re.compile(
    r"(?:enable|requires?|needs?|turn\ on|without|(?:aktivier|activ|habilit)\w{0,20}|включите)\W{1,20}(?:\w{1,40}\W{1,20}){0,4}javascript|javascript\W{1,20}(?:\w{1,40}\W{1,20}){0,5}(?:enabled|required|disabled|aktiviert|activé|activado)",
    re.IGNORECASE,
)
_EMPTY_SHELL = "//body//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt' or @id='main-app'][not(normalize-space())]"
_LOOKED_AT = 200_000
"""Characters of a page in which such words are looked for."""


def why_empty(tree: etree._Element) -> str:
    """What to tell of a page without text."""
    words = " ".join(tree.itertext())[:_LOOKED_AT]
    if tree.xpath(_EMPTY_SHELL) or _NEEDS_SCRIPT.search(words):
        return "the page shows its text only with JavaScript, so copy the text from a browser into a file and add that"
    return "the page has no article text; name the article's own page, not a list, a video or a picture"


def why_teaser(tree: etree._Element, node: Node, meta: Meta, words: int) -> str | None:
    """Why `words` words are not the whole article; None where they may be."""
    if words >= _TEASER_WORDS:
        return None
    locked = meta.first("article:content_tier") or ""
    if _is_false(node.get("isAccessibleForFree")) or locked.lower() in ("locked", "metered", "paid"):
        return _WALLED
    return _WALLED if _WALL.search(" ".join(tree.xpath("string(//body)").split())[:_LOOKED_AT]) else None


_WALLED = (
    "the page shows only its beginning to readers without a subscription, so save the text that you may read as a file "
    "and add that"
)


def _is_false(value: object) -> bool:
    return value is False or (
        isinstance(value, str) and value.strip().lower() in ("false", "http://schema.org/false")
    )
