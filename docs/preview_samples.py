"""Articles, quotes and lists to draw pages from: ordinary ones, and those that break out of a page if anything does."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from retrieval import (
    Answer,
    Article,
    ArticleInfo,
    AuditEntry,
    Change,
    Citation,
    Copy,
    DateNote,
    Difference,
    Feedback,
    FeedInfo,
    FeedState,
    Finding,
    GivenValue,
    LibraryStatistics,
    Outcome,
    Quote,
    QuoteContext,
    Reason,
    Refusal,
    ReindexItem,
    ReindexKind,
    ReindexPlan,
    ScopeUsage,
    Span,
    Stance,
    Status,
    Unanswered,
    Verdict,
    Version,
    YesNo,
)
from retrieval.news import (
    Briefing,
    BriefingEntry,
    Erratum,
    ErratumKind,
    FeedPosting,
    News,
    NewsKind,
    Paused,
    PostedStory,
    PostsPaused,
    Presence,
    Since,
    Timeline,
    TimelineEntry,
    Watch,
)
from retrieval.outcomes import Agreement
from retrieval.types import Former

NOW = datetime(2026, 1, 20, 9, 41, tzinfo=UTC)
ARTICLE = "https://news.example.org/2026/01/14/japan-us-tomahawk"
LONG_URL = (
    "https://archive.example.org/" + "very-long-path-without-a-break" * 6 + "?id=" + "0123456789abcdef" * 4
)
LONG_TITLE = (
    "Japan and U.S. Move Toward Tomahawk Missile Pact Amid Regional Security Push, Say Officials Who Asked "
    "Not to Be Named Because Talks on Price, Delivery and Maintenance Are Still Going On in Washington and Tokyo"
)


def citation(
    number: int, text: str, *marks: str, title: str, notes: dict[str, str] | None = None, **more: object
) -> Citation:
    """A quote with these words marked; `notes` says what its relative dates mean."""
    spans = tuple(Span(text.index(words), text.index(words) + len(words)) for words in marks)
    dates = tuple(
        DateNote(Span(text.index(words), text.index(words) + len(words)), words, means)
        for words, means in (notes or {}).items()
    )
    quote = Quote(article_id=number, version=1, span=Span(0, len(text)), text=text, marks=spans)
    return Citation(number, quote, title, dates=dates, **more)  # type: ignore[arg-type]  # fields of Citation


def tomahawk() -> Answer:
    first = citation(
        1,
        "Officials expect the deal to be finalized within the Japanese fiscal year’s planning horizon, which "
        "starts on April 1, aligning procurement timelines with broader defense modernization goals.",
        "April 1",
        title="Japan and U.S. Move Toward Tomahawk Missile Pact",
        publisher="Kyodo News",
        published_at="2026-01-14",
        url=ARTICLE,
    )
    second = citation(
        2,
        "The ministry said on Tuesday that the contract would be signed next month.",
        "next month",
        title="Ministry Sees Tomahawk Contract Soon",
        notes={"on Tuesday": "13 January 2026", "next month": "February 2026"},
        publisher="Bay News",
        published_at="2026-01-14T07:30:00+00:00",
    )
    return Answer("when is the Tomahawk contract expected?", (first, second), 0.93)


def yes_or_no() -> Answer:
    cited = citation(
        1,
        "The old harbour bridge did not reopen on Monday, because engineers had found cracks in two of its pillars.",
        "did not reopen on Monday",
        title="Harbour Bridge Stays Closed",
        notes={"on Monday": "12 January 2026"},
        publisher="Bay News",
        published_at="2026-01-14",
        url=ARTICLE,
    )
    return Answer("has the harbour bridge reopened yet?", (cited,), 0.88, verdict=YesNo.NO)


def as_it_stood() -> Answer:
    """The article was changed after the day that was asked for."""
    cited = citation(
        1,
        "The harbour authority put the cost of the new sea wall at 312 million dollars.",
        "312 million dollars",
        title="Sea Wall Over Budget",
        publisher="Bay News",
        published_at="2026-01-09",
        url=ARTICLE,
    )
    then = date(2026, 1, 10)
    cited = replace(cited, former=Former(then, date(2026, 1, 12)))
    return Answer("how much does the sea wall cost?", (cited,), 0.9, known_by=then)


def nothing_yet() -> Refusal:
    then = date(2024, 3, 1)
    return Refusal("bridge?", Reason.NOTHING_YET, since=date(2024, 3, 4), until=then, known_by=then)


def five() -> Answer:
    """Five quotes, one article corrected, one printed elsewhere, one taken down, long titles, a PDF's page."""
    words = "The harbour authority put the cost of the new sea wall at 412 million dollars, a third more than planned"
    titles = (
        LONG_TITLE,
        "Sea Wall Over Budget",
        "Council Debates *Sea Wall* [again]",
        "The Wall",
        "Annual Report 2025 of the Harbour Authority",
    )
    facts: list[dict[str, object]] = [
        {
            "publisher": "The Bay Area Daily Chronicle and Evening Standard",
            "published_at": "2026-01-10",
            "url": LONG_URL,
            "correction": "An earlier version of this article said that the wall would cost 312 million dollars.",
        },
        {
            "publisher": "Reuters",
            "published_at": "2026-01-09",
            "url": ARTICLE,
            "copies": tuple(
                Copy(n, f"Wall {n}", name, "2026-01-09", ARTICLE)
                for n, name in enumerate(("Bay News", "Harbour Post", "Daily Mail of the Coast"), 20)
            ),
        },
        {"publisher": "City Record", "published_at": "2025-12-30", "gone": True, "url": ARTICLE},
        {"published_at": "2025-12-01"},
        {"publisher": "Harbour Authority", "published_at": "2025-11-02", "page": 47},
    ]
    cited = [
        citation(
            n, f"{words}, said speaker {n} of the authority.", "412 million dollars", title=title, **fact
        )  # type: ignore[arg-type]
        for n, (title, fact) in enumerate(zip(titles, facts, strict=True), 1)
    ]
    return Answer("what does the sea wall cost?", tuple(cited), 0.79)


def foreign() -> Answer:
    """Right-to-left scripts, Japanese, code and an address that has no place to break."""
    arabic = citation(
        1,
        "قالت الوزارة إن العقد سيوقع في 1 أبريل 2026، بعد محادثات (استمرت شهرين) في طوكيو.",
        "1 أبريل 2026",
        title="اليابان والولايات المتحدة تتجهان نحو اتفاق صواريخ توماهوك",
        publisher="الأخبار اليوم",
        published_at="2026-01-14",
        url=ARTICLE,
    )
    hebrew = citation(
        2,
        "החוזה ייחתם ב-1 באפריל 2026, כך מסר משרד הביטחון (Ministry of Defense) ביום שלישי.",
        "1 באפריל 2026",
        title="יפן וארה״ב מתקדמות להסכם",
        publisher="חדשות המפרץ",
        published_at="2026-01-14",
    )
    japanese = citation(
        3,
        "防衛省は、米国製巡航ミサイル「トマホーク」の購入契約を2026年4月1日に結ぶ方針を固めた。関係者が14日、明らかにした。",
        "2026年4月1日",
        title="トマホーク購入契約、4月1日に締結へ 防衛省方針",
        publisher="共同通信",
        published_at="2026-01-14",
        url=ARTICLE,
    )
    code = citation(
        4,
        "Run ```pip install dateline``` and see "
        + LONG_URL
        + " for `--dry-run`, **not** __init__.py or #general @everyone.",
        title="`code` | ||spoiler|| in a title",
        publisher="dev_notes_2026",
        published_at="2026-01-12",
    )
    return Answer("متى يتوقع توقيع عقد توماهوك؟", (arabic, hebrew, japanese, code), 0.88)


def moved() -> Answer:
    """A figure that has moved since, that a second article confirms, and of which a third says another thing."""

    def cited(number: int, article: int, mark: str, publisher: str, day: str) -> Citation:
        text = f"The flood in the valley of the Arno has killed {mark}, officials said."
        made = citation(
            number, text, mark, title="Flood in the Arno Valley", publisher=publisher, published_at=day
        )
        return replace(made, quote=replace(made.quote, article_id=article))

    first, second = (
        cited(1, 1, "13 people", "Bay News", "2026-01-12"),
        cited(2, 2, "15 people", "Reuters", "2026-01-11"),
    )
    values = (
        GivenValue(Agreement.SAME, cited(0, 3, "13 people", "Harbour Post", "2026-01-12")),
        GivenValue(Agreement.DISAGREE, second),
        GivenValue(Agreement.EARLIER, cited(0, 4, "six people", "City Record", "2026-01-05")),
    )
    return Answer("how many people did the Arno flood kill?", (first, second), 0.91, values=values)


def two_things() -> Answer:
    """A figure, and a figure of something else in another article."""
    answer = moved()
    hurt = citation(
        2,
        "The flood in the valley of the Arno has left 240 people injured, doctors said.",
        "240 people injured",
        title="Clinics Full in the Arno Valley",
        publisher="Harbour Post",
        published_at="2026-01-12",
    )
    hurt = replace(hurt, quote=replace(hurt.quote, article_id=5))
    values = (GivenValue(Agreement.OTHER_SCOPE, hurt),)
    return replace(answer, citations=(answer.citations[0], hurt), values=values)


def timeline() -> Timeline:
    """A figure that moved twice, and on which two sources disagree."""

    def cited(number: int, mark: str, publisher: str, day: str | None, url: str | None = None) -> Citation:
        text = (
            f"The flood in the valley of the Arno has killed {mark}, officials said on the bank of the river."
        )
        made = citation(
            number,
            text,
            mark,
            title="Flood in the Arno Valley",
            publisher=publisher,
            published_at=day,
            url=url,
        )
        return replace(made, quote=replace(made.quote, article_id=number))

    entries = (
        TimelineEntry(
            cited(1, "six people", "City Record", "2026-01-05", ARTICLE), number=6, since=date(2026, 1, 5)
        ),
        TimelineEntry(
            cited(2, "nine people", "Reuters", "2026-01-06"), disagrees=True, number=9, since=date(2026, 1, 6)
        ),
        TimelineEntry(
            cited(3, "13 people", "Bay News", "2026-01-12", ARTICLE),
            tuple(
                cited(number, "13 people", name, "2026-01-13")
                for number, name in enumerate(("Harbour Post", "Kyodo News", "The Dispatch", "Reuters"), 4)
            ),
            number=13,
            since=date(2026, 1, 12),
        ),
    )
    return Timeline(moved(), entries)


def briefing(*, last: bool = False) -> Briefing:
    """What moved, what sources disagree on, and more than fits on a page; with `last`, since a moment."""
    moves, disagrees, toll = timeline().entries
    more = (tomahawk(), yes_or_no(), no_headline(), five())
    found = [
        BriefingEntry(toll.citation, toll.also[:2], before=moves.citation),
        BriefingEntry(disagrees.citation, before=moves.citation, disagrees=True),
        *(BriefingEntry(unmarked(each)) for answer in more for each in answer.citations),
    ][:7]
    numbered = (replace(e, citation=replace(e.citation, number=at)) for at, e in enumerate(found, 1))
    since = Since.last(NOW.replace(day=11)) if last else Since(date(2026, 1, 5))
    return Briefing(() if last else ("flood", "harbour bridge"), since, NOW, tuple(numbered), left_out=3)


def unmarked(cited: Citation) -> Citation:
    """A lead, of which no words answer anything."""
    return replace(cited, quote=replace(cited.quote, marks=()))


def no_headline() -> Answer:
    """A quote without marked words, undated."""
    text = "Residents north of the river must boil tap water until further notice; the zoo stays closed."
    return Answer(
        "what is known about the tap water?", (citation(1, text, title="Notice to Residents"),), 0.72
    )


def doubtful() -> Answer:
    """Quotes that may not answer; nothing is marked in the second, which is less likely to."""
    first, second = tomahawk().citations
    unmarked = replace(second, quote=replace(second.quote, marks=()))
    return Answer("when will the Typhoon deal be finalized?", (first, unmarked), 0.42, doubtful=True)


def refusal() -> Refusal:
    nearest = tomahawk().citations[1]
    question = "who will pay for the Tomahawk missiles of Australia?"
    return Refusal(question, Reason.NOT_ANSWERED, nearest, missing=("Australia", "pay"), confidence=0.4)


def outside_time() -> Refusal:
    nearest = tomahawk().citations[0]
    return Refusal(
        "what was said of it in 2019?",
        Reason.OUTSIDE_TIME,
        nearest,
        since=date(2019, 1, 1),
        until=date(2019, 12, 31),
    )


def in_paragraph(which: Citation) -> QuoteContext:
    before = "Tokyo and Washington have been in talks since last spring. The price is not settled. "
    after = " A spokesman declined to comment on the number of missiles. Deliveries could begin in 2027."
    return QuoteContext(which, before, after, verified=True, current=True)


def infos() -> tuple[ArticleInfo, ...]:
    rows: list[tuple[str, str | None, str | None, str | None, datetime | None]] = [
        ("Japan and U.S. Move Toward Tomahawk Missile Pact", "Kyodo News", "2026-01-14", ARTICLE, None),
        (LONG_TITLE, "The Bay Area Daily Chronicle and Evening Standard", "2026-01-10", LONG_URL, None),
        (
            "اليابان والولايات المتحدة تتجهان نحو اتفاق صواريخ توماهوك",
            "الأخبار اليوم",
            "2026-01-09",
            ARTICLE,
            None,
        ),
        ("トマホーク購入契約、4月1日に締結へ 防衛省方針", "共同通信", "2026-01-08", None, None),
        ("Council Debates *Sea Wall* [again]", "City Record", "2025-12-30", ARTICLE, NOW),
        ("Aaaaaaaaaa" * 14, None, None, None, None),
        ("Notice to Residents", None, None, None, None),
        ("Harbour Report", "Harbour Authority", "2025-11-20", None, None),
        ("Sea Wall Over Budget", "Reuters", "2025-11-02", ARTICLE, None),
        ("Election Night, Hour by Hour", "Bay News", "2025-11-01", ARTICLE, None),
    ]
    return tuple(
        ArticleInfo(n, "shared", title, publisher, day, url, NOW, 1, 600, 9, gone)
        for n, (title, publisher, day, url, gone) in enumerate(rows, 1)
    )


def article() -> Article:
    return Article(
        id=12, scope="guild:1", key="-", version=3, title="Council Debates Sea Wall for the Third Time",
        text="word " * 640, content_hash="-", fetched_at=NOW, url=LONG_URL, byline="Ann Lee and Bob Stone",
        publisher="City Record", published_at="2025-12-30", date_origin="JSON-LD", updated_at="2026-01-02",
        correction="Correction: the wall is 2.4 km long, not 24 km.", gone_at=NOW - timedelta(days=2),
    )  # fmt: skip


def versions() -> tuple[Version, ...]:
    changes = (
        Change("The wall is 24 km long.", added=False),
        Change("The wall is 2.4 km long, as the city’s engineer confirmed on Friday.", added=True),
    )
    return tuple(
        Version(
            n,
            "Council Debates Sea Wall",
            NOW - timedelta(days=9 - 3 * n),
            "2025-12-30",
            None,
            None,
            changes if n > 1 else (),
        )
        for n in (1, 2, 3)
    )


def copies() -> tuple[Copy, ...]:
    return tuple(
        Copy(n, f"Sea Wall Debate {n}", name, "2025-12-30", ARTICLE)
        for n, name in enumerate(("Bay News", "Harbour Post", None, "Reuters", "Coast"), 30)
    )


def feeds() -> tuple[FeedInfo, ...]:
    facts: list[tuple[str | None, FeedState, str | None]] = [
        ("Bay News: Top Stories", FeedState.OK, None),
        ("Harbour Post", FeedState.FAILING, "harbour.example.org answered 503 Service Unavailable"),
        (None, FeedState.GONE, "The server says that this feed is gone for good (410)"),
    ]
    return tuple(
        FeedInfo(
            n, "guild:1", f"https://feeds{n}.example.org/a/long/address/to/a/feed.xml", title, state,
            NOW - timedelta(hours=5 * n), None if state is FeedState.GONE else NOW + timedelta(minutes=20),
            n, error, 40 // n, 30, None,
        )
        for n, (title, state, error) in enumerate(facts, 1)
    )  # fmt: skip


def verdict() -> Verdict:
    claims = (
        ("Japan buys Tomahawk missiles from the United States.", Stance.SUPPORTED, ()),
        ("The contract is expected on May 1.", Stance.CONTRADICTED, (Difference("May 1", "April 1"),)),
        ("The minister resigned over it.", Stance.NOT_FOUND, ()),
    )
    text = " ".join(claim for claim, _, _ in claims)
    first, second = tomahawk().citations
    return Verdict(
        text,
        tuple(
            Finding(
                claim, Span(text.index(claim), text.index(claim) + len(claim)), stance,
                () if stance is Stance.NOT_FOUND else (first,), 0.9, differs,
                nearest=second if stance is Stance.NOT_FOUND else None,
            )
            for claim, stance, differs in claims
        ),
    )  # fmt: skip


def unanswered() -> tuple[Unanswered, ...]:
    rows = (
        (
            (
                "when will the bridge reopen?",
                "is the bridge open again",
                "bridge reopening date??",
                "bridge?",
            ),
            23,
            14,
            Reason.NOTHING_FOUND,
        ),
        (
            ("who pays for the new sea wall in the north of the city, and until when must it be paid back?",),
            5,
            4,
            Reason.NOT_ANSWERED,
        ),
        (("橋はいつ再開しますか？", "橋の再開日"), 3, 2, Reason.NOTHING_FOUND),
    )
    return tuple(
        Unanswered(questions, count, people, NOW - timedelta(hours=7 * n), reason, (n,))
        for n, (questions, count, people, reason) in enumerate(rows, 1)
    )


def votes() -> tuple[Feedback, ...]:
    """One with a reason and a way to the answer, one with neither."""
    reason = json.dumps(
        {"why": "outdated", "words": "It was moved to May last week, see the ministry’s site."}
    )
    question, moment = tomahawk().question, NOW - timedelta(hours=3)
    return (
        Feedback(1, question, "April 1", -1, reason, moment, "discord:channel:5", "discord:message:6"),
        Feedback(2, five().question, "412 million dollars", -1, None, NOW - timedelta(days=2), None, None),
    )


def ledger() -> tuple[AuditEntry, ...]:
    me, place = "discord:user:7", "guild:1"
    rows = (
        ("retention_days", "90", "30", True),
        ("library-remove", None, json.dumps({"article": 4, "title": LONG_TITLE}), False),
        ("channels", None, "[11, 12]", True),
        ("library-add", None, json.dumps({"source": LONG_URL, "added": 12, "updated": 3}), False),
        ("unanswered-dismiss", None, json.dumps({"question": "bridge?", "count": 3}), False),
        ("hint embed_links", None, "<#12>", False),
    )
    return tuple(
        AuditEntry(20 - n, place, name, before, after, me, NOW - timedelta(hours=n), preference)
        for n, (name, before, after, preference) in enumerate(rows)
    )


def statistics() -> LibraryStatistics:
    days = tuple((date(2026, 1, 1) + timedelta(days=n), 3 + n * 7 % 11) for n in range(20))
    names = (
        "Kyodo News",
        "Bay News",
        "The Bay Area Daily Chronicle and Evening Standard",
        "Reuters",
        "共同通信",
        None,
        "Harbour Post",
        "City Record",
        "Coast",
    )
    return LibraryStatistics(days, 14, tuple((name, 60 // n) for n, name in enumerate(names, 1)))


def usage() -> ScopeUsage:
    return ScopeUsage(
        "guild:1", 131, 1_490, 1_234_567, feeds=4, watches=17, questions=862, removed=2, left=None
    )


def status() -> Status:
    return Status(168, 1912, "all-MiniLM-L6-v2", 0, 1912, NOW - timedelta(minutes=12))


def plan() -> ReindexPlan:
    changed = (
        Change("Share this story with friends!", added=False),
        Change("The wall is 2.4 km long.", added=True),
    )
    return ReindexPlan(
        (
            ReindexItem(
                1, LONG_TITLE, "Kyodo News", ReindexKind.REREAD, 12, 4, ("title", "published_at"), changed, 5
            ),
            ReindexItem(2, "Sea Wall Over Budget", "Reuters", ReindexKind.RESPLIT, 8, 2),
            ReindexItem(3, "The Wall", None, ReindexKind.UNCHANGED, 7, 0),
        ),
        1.4,
    )


def errata() -> tuple[Erratum, ...]:
    """One of each kind, and one without a sentence of today."""
    notice = "Correction: an earlier version of this article gave the wrong day."
    now = "The agreement is now expected to be finalized on July 1, three months later than planned."
    rows = [
        (ErratumKind.CHANGED, now),
        (ErratumKind.CORRECTED, notice),
        (ErratumKind.WITHDRAWN, None),
        (ErratumKind.CHANGED, None),
    ]
    return tuple(Erratum(number, kind, NOW.date(), said) for number, (kind, said) in enumerate(rows, 1))


def watches() -> tuple[Watch, ...]:
    """One of each kind of news, one without an answer so far, one that is paused."""
    toll, deal, fifth = moved(), tomahawk(), five()
    former = replace(toll, citations=(toll.citations[1],), values=())
    open_one = replace(refusal(), question=yes_or_no().question)
    notice = "Correction: an earlier version of this article gave the wrong day."
    corrected = replace(deal, citations=(replace(deal.citations[0], correction=notice), *deal.citations[1:]))
    lost = Refusal("what does the sea wall cost?", Reason.NOT_ANSWERED, deal.citations[1])
    rows: list[tuple[Outcome, str, bool, Paused | None, News | None]] = [
        (former, "discord:channel:11", True, None, News(NewsKind.CHANGED, toll, NOW)),
        (refusal(), "discord:user:7", False, None, None),
        (fifth, "discord:channel:12", False, None, News(NewsKind.LOST, lost, NOW)),
        (deal, "discord:channel:14", False, Paused.PLACE, None),
        (deal, "discord:channel:11", False, None, News(NewsKind.CORRECTED, corrected, NOW, notice)),
        (open_one, "discord:channel:11", False, None, News(NewsKind.ANSWERED, yes_or_no(), NOW)),
    ]
    return tuple(
        Watch(
            id=number,
            person="discord:user:7",
            place=place,
            home="guild:1",
            scopes=("shared", "guild:1"),
            question=outcome.question,
            said=(),
            words="",
            language="en",
            mention=mention,
            set_at=NOW - timedelta(days=9 * number),
            outcome=outcome,
            paused=paused,
            news=news,
            told=number - 1,
        )
        for number, (outcome, place, mention, paused, news) in enumerate(rows, 1)
    )


def postings() -> tuple[FeedPosting, ...]:
    """One with everything, and one whose channel is lost."""
    words = ("Tomahawk", "sea wall", "共同通信", "harbour *bridge*")
    return (
        FeedPosting(1, "discord:channel:12", True, True, "22", words, ("sport",), ("Kyodo News", "Bay News")),
        FeedPosting(2, "discord:channel:11", paused=PostsPaused.PLACE),
    )


def posts() -> tuple[PostedStory, ...]:
    """One as it is new; a corrected one with the longest of everything; one that is offline; one that was withdrawn."""
    lead = (
        "Japan is moving toward a formal agreement with the United States to buy up to 400 Tomahawk missiles."
    )
    new = PostedStory(
        *("Japan and U.S. Move Toward Tomahawk Missile Pact", lead, "Kyodo News", "2026-01-14", ARTICLE),
        *("https://img.example.org/2026/tomahawk.jpg", None, Presence.THERE),
    )
    notice = "Correction: an earlier version of this article said that the deal was signed."
    long = replace(
        new, title=LONG_TITLE, lead=f"{lead} " * 9, url=LONG_URL, correction=notice, changed_at=NOW
    )
    gone = replace(new, presence=Presence.GONE, gone_at=NOW, picture=None)
    return new, long, gone, replace(gone, presence=Presence.REMOVED, lead="")
