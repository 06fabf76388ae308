"""Answers that quote articles of a real library, as the bot logs them, and what becomes of those articles."""

from __future__ import annotations

from typing import Any

from retrieval import Answer, Citation, Draft, Library, Quote, Span

QUESTION = "how many people died in the quake in Hualien?"
FOUR = "Four people died in the quake in Hualien, officials said."
NINE = "Nine people died in the quake in Hualien, officials said."
OTHER = "The harbour bridge in Tonbridge stays closed until further notice."
NOTICE = "Correction: An earlier version of this article gave a wrong number of injured people."


async def take_in(library: Library, *sentences: str, key: str = "quake", scope: str = "shared") -> int:
    """The article, or a new version of it; its id."""
    text = "\n\n".join(sentences)
    notice = NOTICE if NOTICE in sentences else None
    draft = Draft(
        "", key, "Quake in Hualien", text, text, None, None, "Bay News", "2024-04-03", correction=notice
    )
    (item,) = (await library.add([draft], scope=scope)).items
    assert item.article_id is not None, item
    return item.article_id


async def cited(library: Library, article_id: int, sentence: str = FOUR, number: int = 1) -> Citation:
    """A quote of the article as it is now, with its first word marked."""
    article = await library.articles.articles.get(article_id)
    assert article is not None
    at = article.text.index(sentence)
    mark = Span(at, at + sentence.index(" "))
    quote = Quote(article_id, article.version, Span(at, at + len(sentence)), sentence, (mark,))
    return Citation(
        number, quote, article.title, article.publisher, article.published_at, correction=article.correction
    )


async def logged(library: Library, *citations: Citation, number: int = 1, **facts: Any) -> int:
    """An answer with these quotes that a message shows; its id."""
    given = {"scopes": ("shared",), "asked_by": "discord:user:5", "place": "discord:channel:7"} | facts
    posted = given.pop("posted_key", f"discord:message:{1000 + number}")
    answer_id = await library.answers.begin(f"discord:message:{number}", question=QUESTION, **given)
    assert answer_id is not None
    await library.answers.finish(answer_id, Answer(QUESTION, citations, 0.9), posted_key=posted)
    return answer_id
