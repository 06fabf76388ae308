"""Pages that show less than their article, and why. Pure."""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines

from __future__ import annotations

import re

from lxml import etree

from .html_metadata import Meta
from .json_ld import Node

_TEASER_WORDS = 120
"""A page behind a paywall that shows fewer words shows its beginning only; a metered page that shows all has more."""
_WALL = re.compile(
    r"subscribe\ (?:now\ )?to\ (?:continue|keep|read)|to\ (?:continue|keep)\ reading|this\ (?:article|story|content)\ is\ (?:only\ )?(?:for|available\ to|reserved\ for)\ (?:\w+\ )?(?:subscribers|members)"
    r"|(?:subscribers?|members?)[-\ ]only|already\ a\ (?:subscriber|member)\?|create\ a\ free\ account\ to\ (?:read|continue)|sign\ in\ to\ (?:read|continue)"
    r"|jetzt\ weiterlesen|weiterlesen\ mit|nur\ für\ abonnent|exklusiv\ für\ abonnent|artikel\ freischalten|réservé\ (?:aux|à\ nos)\ abonnés|pour\ lire\ la\ suite"
    r"|(?:exclusivo|solo)\ para\ suscriptores|para\ seguir\ leyendo|exclusivo\ para\ assinantes|riservat[oi]\ agli\ abbonati|alleen\ voor\ abonnees|tylko\ dla\ (?:prenumeratorów|subskrybentów)"
    r"|(?:to|and)\ (?:read|continue|unlock|access|see|view)\b[^.!?]{0,60}\b(?:subscribe|sign\ (?:in|up)|log\ in|register|become\ a\ (?:member|subscriber))\b|\b(?:subscribe|sign\ (?:in|up)|log\ in|register)\b[^.!?]{0,40}\bto\ (?:read|continue|keep|unlock|access|see|view)\ (?:the\ (?:full|rest|whole|entire|complete)|this|more|on\b)"
    r"|\bum\b[^.!?]{0,60}\b(?:weiterzulesen|zu\ lesen|lesen\ zu\ können)\b[^.!?]{0,60}\b(?:abo\w*|anmeld\w*|meld\w*|registrier\w*)|\bpour\ (?:lire|continuer|accéder)\b[^.!?]{0,60}\b(?:abonn\w+|connect\w+|inscri\w+)|\bpara\ (?:leer|ler|seguir|continuar|acceder|acessar)\b[^.!?]{0,60}\b(?:suscr\w+|inici\w+|reg[ií]str\w+|assin\w+|cadastr\w+)|\bper\ (?:leggere|continuare)\b[^.!?]{0,60}\b(?:abbon\w+|acced\w+|registr\w+)|чтобы\ (?:читать|прочитать|продолжить)[^.!?]{0,60}(?:подпи|войд|зарегистр)\w*"
    r"|(?:続き|全文)[^。]{0,12}(?:登録|会員|購読|ログイン)|(?:阅读|閱讀|查看)[^。]{0,6}(?:全文|余下|餘下)[^。]{0,12}(?:登[录錄]|订阅|訂閱|会员|會員)|(?:登[录錄]|订阅|訂閱)[^。]{0,8}(?:阅读|閱讀|查看)(?:全文|更多)"
    r"|この記事は(?:会員|有料)|会員限定|有料会員|残り\s*[\d,]+\s*文字|本文仅限|订阅后|付费阅读|только\ для\ подписчиков",
    re.IGNORECASE,
)  # fmt: skip
NEEDS_SCRIPT = re.compile(
    r"(?:enable|requires?|needs?|turn\ on|without|(?:aktivier|activ|habilit)\w{0,20}|включите)\W{1,20}(?:\w{1,40}\W{1,20}){0,4}javascript|javascript\W{1,20}(?:\w{1,40}\W{1,20}){0,5}(?:enabled|required|disabled|aktiviert|activé|activado)",
    re.IGNORECASE,
)
SCRIPT_ONLY = (
    "the page shows its text only with JavaScript, so copy the text from a browser into a file and add that"
)
_EMPTY_SHELL = "//body//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt' or @id='main-app'][not(normalize-space())]"
_LOOKED_AT = 200_000
"""Characters of a page in which such words are looked for."""


def why_empty(tree: etree._Element) -> str:
    """What to tell of a page without text."""
    words = " ".join(tree.itertext())[:_LOOKED_AT]
    if tree.xpath(_EMPTY_SHELL) or NEEDS_SCRIPT.search(words):
        return SCRIPT_ONLY
    return "the page has no article text; name the article's own page, not a list, a video or a picture"


def why_teaser(tree: etree._Element, node: Node, meta: Meta, words: int) -> str | None:
    """Why `words` words are not the whole article; None where they may be."""
    if words >= _TEASER_WORDS:
        return None
    locked = meta.first("article:content_tier") or ""
    if _is_false(node.get("isAccessibleForFree")) or locked.lower() in ("locked", "metered", "paid"):
        return _WALLED
    return _WALLED if _WALL.search(" ".join(tree.xpath("string(//body)").split())[:_LOOKED_AT]) else None


def invites(text: str) -> bool:
    """Whether a text ends in the invitation to pay for its rest."""
    return _WALL.search(text[-_END:]) is not None


_END = 300
"""Characters: the invitation and the terms that follow it."""
CUT_SHORT = "the page seems to show only its beginning to readers without a subscription"


_WALLED = (
    "the page shows only its beginning to readers without a subscription, so save the text that you may read as a file "
    "and add that"
)


def _is_false(value: object) -> bool:
    return value is False or (
        isinstance(value, str) and value.strip().lower() in ("false", "http://schema.org/false")
    )
