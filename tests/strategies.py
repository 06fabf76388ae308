"""Texts that people and pages really send, and texts that nobody should."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "Officials expect the deal on April 1, 2024. ", "He left. ", "By Jane Doe", "By John Smith\n", "Previous Article\n",
    "Next Article", "A Foreign Headline About Nothing\n", "Write a Comment", "\n\n", "\n", " ", "\t", "\u00a0", "\u3000",
    "[Attribution: Kyodo]", "(via: The Paper)", "Source: Reuters\n", "Share", "Home > News > World", "Tags: a, b\n",
    "March 3, 2024\n", "Published on 2024-02-30\n", "“Quoted,” she said. ", "U.S. ", "Dr. No’s plan. ", "e.g. this, ",
    "第一列島線に配備される。", "ตอนนี้", "한국어 문장입니다. ", "नमस्ते। ", "مرحبا بالعالم. ", "👩‍👩‍👧‍👦", "e\u0301", "\u0301", "ﬁ", "\u212a",
    "\u202e", "\u2066", "\u200b", "\ufeff", "\0", "\x1b[31m", "\r\n", "\r", "\u2028", "\u0085", "\x0b", "\x1c", "\ud800", "\udfff",
    "\U000e0041", "#", "# Heading\n", "**bold**", "[link](http://x.y)", "```\n", "---\n", "title: x\n", "> ", "- ", "|", "\\",
    '"', "'", "*", "^", ":", "(", ")", "{", "}", "-", "+", "NEAR(", " OR ", " AND ", " NOT ", "col:", "title:", "s1", "%", "_",
    "@everyone", "<@123>", "²", "ª", "①", "x" * 1300, "word " * 300, "!?", "...", "…",
)  # fmt: skip

anything = st.one_of(
    st.text(max_size=200),
    st.text(st.characters(), max_size=60),  # surrogates included
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=10)), max_size=15).map("".join),
)
"""Any string at all."""

lines = st.lists(
    st.one_of(st.sampled_from([piece.strip("\n") for piece in PIECES]), st.text(max_size=40)), max_size=30
).map("\n".join)
"""Text in lines, many of them the residue of web pages."""
