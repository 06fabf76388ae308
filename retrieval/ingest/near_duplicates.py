"""Which stored article an incoming one is, and how much two texts have in common, measured in phrases of words. Pure.

- Near-copies among all stored articles (one story, several publishers): MinHash (Broder 1997) stands for an article's set
  of phrases in half a kilobyte, and bands of it (locality-sensitive hashing) find likely copies without comparing with
  every article.
- Two texts that are at hand (is this upload that article? does the page hold what its feed announced?): compared whole.

It holds in every language: characters of scripts without spaces are words here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
from datasketch import MinHash

from ..reports import Result
from ..store.articles import Identity, KeyMatch, draft_hash
from ..text import UNSPACED, phrases, search_terms, word_count, words
from ..types import VARIANT, Draft

SIGNED_WORDS = 4
"""Words in a phrase of a signature: four shared in a row are rarely chance, and an edited copy still has most of them."""
BANDS, ROWS = 42, 3
"""Of two articles that share 30 % of their phrases 68 % get compared, at 40 % 94 %, at 5 % one in 200."""
SAME_STORY = 0.7
"""Share of the shorter article's phrases that the other one has: from here on it is a copy, cut or edited. On two sets
of 900 news articles the pairs between 0.5 and 0.6 tell of one event with the same background paragraphs and different
news; from 0.7 on they are the same article revised."""
_LEAST_PHRASES = 20
"""Fewer say nothing: two short notices may share them by chance."""

_AT_ONCE = 500
"""Phrases that are hashed in one step. A step takes BANDS * ROWS numbers a phrase: a kilobyte."""

Hashes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands for an article: `hashes` (BANDS * ROWS,) uint32, and how many different phrases it has."""

    hashes: Hashes
    phrases: int

    def to_bytes(self) -> bytes:
        return self.phrases.to_bytes(4, "big") + self.hashes.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes | None) -> Signature | None:
        """What `to_bytes` made; None for anything else, which an older Dateline or a damaged disk may have left."""
        if data is None or len(data) != 4 + BANDS * ROWS * np.dtype(np.uint32).itemsize:
            return None
        return cls(np.frombuffer(data, np.uint32, offset=4), int.from_bytes(data[:4], "big"))

    def bands(self) -> list[int]:
        """One number a band, below 2^63; articles that share one are worth comparing. Empty for a very short text."""
        if self.phrases < _LEAST_PHRASES:
            return []
        rows = self.hashes.reshape(BANDS, ROWS)
        return [
            int.from_bytes(blake2b(row.tobytes(), digest_size=8, person=b"%d" % band).digest(), "big") >> 1
            for band, row in enumerate(rows)
        ]


def signature(text: str) -> Signature:
    """Of an article's cleaned text. Takes a few milliseconds for 10,000 characters."""
    found: set[str] = set()
    minhash = MinHash(num_perm=BANDS * ROWS, seed=1)
    waiting: list[bytes] = []
    for phrase in phrases(text, SIGNED_WORDS):
        if phrase not in found:
            found.add(phrase)
            waiting.append(phrase.encode())
        if len(waiting) == _AT_ONCE:
            minhash.update_batch(waiting)
            waiting = []
    if waiting:
        minhash.update_batch(waiting)
    return Signature(minhash.hashvalues.astype(np.uint32), len(found))


def containment(one: Signature, other: Signature) -> float:
    """Estimated share of the shorter one's phrases that the other has, 0 to 1."""
    if min(one.phrases, other.phrases) < _LEAST_PHRASES:
        return 0.0
    similarity = float(np.mean(one.hashes == other.hashes))
    shared = similarity / (1 + similarity) * (one.phrases + other.phrases)
    return min(1.0, shared / min(one.phrases, other.phrases))


def best_match(article: Signature, others: Sequence[tuple[int, bytes]]) -> int | None:
    """The number beside the stored signature that is most likely the same story; None when none is."""
    read = ((number, Signature.from_bytes(stored)) for number, stored in others)
    scored = [(containment(article, other), -number) for number, other in read if other is not None]
    share, number = max(scored, default=(0.0, 0))
    return -number if share >= SAME_STORY else None


_READ = 200_000
"""Characters of a text that are compared."""
_COMPARED_WORDS = 3
"""Words in a phrase of two texts that are compared whole."""
SOME, HALF, MOST = 0.3, 0.5, 0.8
"""Shares of the shorter text's phrases. Two articles of one event share less than `SOME`; an article that was rewritten
keeps more; a copy with a few words changed keeps `MOST`."""
_SAME_TITLE = 0.75
_STEM = 5
"""Letters by which words are compared across texts: "reopened" is "reopens". Shorter words stand in any text."""
_ANNOUNCED = 0.35
"""Share of an announcement's long words that its article has, whoever wrote the summary. Walls, error pages and other
articles have less than a fifth."""
_NAMED = 0.2
"""The same for a page that has the announced title."""
_TELLING = 4
"""Long words of an announcement, so many of which cannot all be missing by chance."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def same_title(one: str | None, other: str | None) -> bool:
    """Equal but for case and punctuation, or nearly all words of the shorter one in the other."""
    first, second = _words(one or ""), _words(other or "")
    if not first or not second:
        return False
    return len(first & second) >= _SAME_TITLE * min(len(first), len(second))


def phrase_overlap(one: str, other: str) -> float:
    """Share of the shorter text's phrases that the other has, 0 to 1."""
    first, second = (set(phrases(text[:_READ], _COMPARED_WORDS)) for text in (one, other))
    return len(first & second) / min(len(first), len(second))


def same_figures(one: str, other: str) -> bool:
    """Every number of the one text stands in the other."""
    first, second = (set(_FIGURE.findall(text[:_READ])) for text in (one, other))
    return first <= second or second <= first


def matches_announcement(page: tuple[str, str], title: str | None, text: str | None) -> bool:
    """Whether the page, a title and a text, is the article that was announced with `title` and `text`.

    A summary in other words is enough; a page that is shorter than the announced text has to have most of it.
    """
    page_title, page_text = page
    whole = f"{page_title}\n{page_text}"[:_READ]
    announced = set(phrases(text[:_READ], _COMPARED_WORDS)) if text else set[str]()
    contained = _share(announced, set(phrases(whole, _COMPARED_WORDS)))
    if text and word_count(page_text) < MOST * word_count(text):
        return contained >= HALF
    if contained >= SOME:
        return True
    own = _stems(page_text[:_READ])
    said = _share(_stems(text or ""), own)
    if same_title(title, page_title):
        return not text or said >= _NAMED
    named = _share(_stems(title or ""), own | _stems(page_title))
    return max(said, named) >= _ANNOUNCED if not text or not title else said >= _ANNOUNCED and named > 0


def is_unrelated(page: tuple[str, str], title: str | None, text: str | None) -> bool:
    """Whether not one long word of an announcement stands on the page: short as it may be, that is no chance."""
    announced = _stems(f"{title or ''}\n{text or ''}")
    return len(announced) >= _TELLING and not announced & _stems("\n".join(page)[:_READ])


def _words(text: str) -> set[str]:
    return {word.casefold() for word in words(search_terms(text))}


def _stems(text: str) -> set[str]:
    """The beginnings of long words, numbers, and in scripts without spaces every three characters in a row."""
    spaced = {
        word.casefold()[:_STEM]
        for word in words(UNSPACED.sub(" ", text))
        if len(word) >= _STEM or (word.isdecimal() and len(word) > 1)
    }
    runs = UNSPACED.findall(text)
    return spaced | {run[at : at + 3] for run in runs for at in range(len(run) - 2)}


def _share(wanted: set[str], there: set[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


@dataclass(frozen=True, slots=True)
class ArticleDecision:
    """`article_id` is the stored article this is about; None for a new one."""

    result: Result
    article_id: int | None = None
    touch: bool = False
    """The bytes are new, the content is not: remember the bytes so that they cost nothing next time."""


def plan(key: str, by_key: Identity | None, by_content: Identity | None) -> ArticleDecision:
    """Decide from the stored article with the same key and the one with the same content, within one scope."""
    if by_content is not None and by_content.key == key:
        return ArticleDecision(Result.UNCHANGED, by_content.article_id, touch=True)
    if by_key is not None:
        return ArticleDecision(Result.UPDATED, by_key.article_id)
    if by_content is not None:
        return ArticleDecision(Result.DUPLICATE, by_content.article_id)
    return ArticleDecision(Result.ADDED)


def plan_same_bytes(
    key: str | None, by_key: Identity | None, by_bytes: Identity | None
) -> ArticleDecision | None:
    """Decide for bytes that were read before, so that nothing has to be parsed; None when they must be.

    A file that now holds another file's bytes is a changed file. A URL that the bytes state outranks the file's key.
    """
    if by_bytes is None or (by_key is not None and by_key.article_id != by_bytes.article_id):
        return None
    same = key is None or by_bytes.key == key or not by_bytes.key.startswith("file:")
    return ArticleDecision(Result.UNCHANGED if same else Result.DUPLICATE, by_bytes.article_id)


def same_article(
    draft: Draft, matches: Sequence[KeyMatch], *, elsewhere: bool, uploaded: bool = False
) -> Identity | None:
    """The stored article that `draft` is, among those that its key may mean; None where none agrees with it enough.

    Address, title and text have to agree; a doubtful pair stays two. `elsewhere` is true for a page that was fetched
    from another address than the one it claims, `uploaded` for a file that may claim any.
    """
    wanted = draft_hash(draft)
    equal = next((each.identity for each in matches if each.identity.content_hash == wanted), None)
    if equal is not None:
        return equal
    scored = [
        (share, each.identity)
        for each in matches
        if (share := _agreement(draft, each, elsewhere, uploaded)) is not None
    ]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def variant(draft: Draft) -> str:
    """A key of its own for an article whose key another one has."""
    return f"{draft.key}{VARIANT}{draft_hash(draft)[:12]}"


def _agreement(draft: Draft, other: KeyMatch, elsewhere: bool, uploaded: bool) -> float | None:
    """How much of the text is the same, where that and the rest are enough for one article."""
    share, titled = phrase_overlap(draft.text, other.text), same_title(draft.title, other.title)
    another_day = _differ(_day(draft.published_at), _day(other.published_at))
    unedited = share >= MOST and same_figures(draft.text, other.text)
    if draft.key.startswith("title:"):  # an upload: the name of its file is all the address it has
        same_file = draft.name == other.name and not _differ(draft.publisher, other.publisher)
        agrees = same_file and not another_day and share >= HALF
    elif elsewhere:
        agrees = titled and unedited and not another_day
    elif draft.key.startswith(
        ("entry:", "file:")
    ):  # an id of a feed, or a headline within a file of many articles
        agrees = share >= (SOME if titled else MOST) and (unedited or not another_day)
    else:
        agrees = share >= SOME or (titled and not another_day and not uploaded)
    return share if agrees else None


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.casefold() != other.casefold()
