"""The database's shape as numbered, forward migrations; each runs in one transaction.

`passage_terms` is contentless: it is fed the terms that `text.search_terms` makes, so that scripts without spaces are
searchable too, and its rows are removed by handing the same terms back. Everything in it derives from `articles`.
"""

from __future__ import annotations

FEED_TABLES = (
    """CREATE TABLE feeds (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        scope_id INTEGER NOT NULL REFERENCES scopes(id),
        url TEXT NOT NULL,
        title TEXT,
        notify TEXT,
        interval_minutes INTEGER NOT NULL,
        etag TEXT,
        last_modified TEXT,
        added_at TEXT NOT NULL,
        last_try TEXT,
        last_success TEXT,
        next_poll TEXT,
        failures INTEGER NOT NULL DEFAULT 0,
        failing_since TEXT,
        error TEXT,
        told INTEGER NOT NULL DEFAULT 0,
        UNIQUE (scope_id, url)
    )""",
    "CREATE INDEX feeds_next_poll ON feeds(next_poll)",
    """CREATE TABLE feed_entries (
        feed_id INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
        entry_id TEXT NOT NULL,
        url TEXT,
        stamp TEXT NOT NULL,
        article_id INTEGER REFERENCES articles(id) ON DELETE SET NULL,
        seen_at TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        error TEXT,
        PRIMARY KEY (feed_id, entry_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX feed_entries_url ON feed_entries(url)",
    "CREATE INDEX feed_entries_article ON feed_entries(article_id)",
)
"""Feeds that are polled, and the entries of theirs that were seen. `next_poll` NULL: gone, never again. An entry with
neither article nor error was left alone on purpose, or its article was removed by a person: it stays so."""

RECORD_TABLES = (
    "ALTER TABLE answers ADD COLUMN asked_by TEXT",
    "ALTER TABLE answers ADD COLUMN place TEXT",
    "ALTER TABLE answers ADD COLUMN home TEXT",
    "ALTER TABLE answers ADD COLUMN follows INTEGER",
    "ALTER TABLE answers ADD COLUMN private INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE answers ADD COLUMN refused TEXT",
    "ALTER TABLE answers ADD COLUMN dismissed INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX answers_place ON answers(place, id)",
    "CREATE INDEX answers_home ON answers(home, asked_at)",
    "CREATE INDEX answers_asked_by ON answers(asked_by)",
    """CREATE TABLE votes (
        answer_id INTEGER NOT NULL REFERENCES answers(id) ON DELETE CASCADE,
        voter TEXT NOT NULL,
        value INTEGER NOT NULL CHECK (value IN (1, -1)),
        reason TEXT,
        voted_at TEXT NOT NULL,
        PRIMARY KEY (answer_id, voter)
    ) WITHOUT ROWID""",
    "CREATE INDEX votes_voter ON votes(voter)",
    """CREATE TABLE ledger (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        place TEXT NOT NULL,
        name TEXT NOT NULL,
        is_preference INTEGER NOT NULL,
        before TEXT,
        after TEXT,
        by TEXT,
        at TEXT NOT NULL,
        undoes INTEGER
    )""",
    "CREATE INDEX ledger_place ON ledger(place, id)",
    "CREATE INDEX ledger_undoes ON ledger(undoes) WHERE undoes IS NOT NULL",
    """CREATE TABLE departures (
        scope TEXT PRIMARY KEY,
        since TEXT NOT NULL
    ) WITHOUT ROWID""",
)
"""What people asked, voted on and changed. `refused` is the reason why a question is still open, of a refusal or of a
doubtful answer. The present value of a preference is the newest row's `after`; rows are only ever added, so that all
can be undone."""

REINDEX_TABLES = (
    """CREATE TABLE reindex_runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        scopes TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        cancelled INTEGER NOT NULL DEFAULT 0,
        articles INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        rolled_back_at TEXT
    )""",
    """CREATE TABLE reindex_before (
        run_id INTEGER NOT NULL REFERENCES reindex_runs(id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        stated TEXT NOT NULL,
        signature BLOB,
        left_passage INTEGER,
        PRIMARY KEY (run_id, article_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX reindex_before_article ON reindex_before(article_id)",
    """CREATE TABLE reindex_passages (
        run_id INTEGER NOT NULL,
        article_id INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        model_id INTEGER REFERENCES models(id),
        vector BLOB,
        PRIMARY KEY (run_id, article_id, ordinal),
        FOREIGN KEY (run_id, article_id) REFERENCES reindex_before(run_id, article_id)
            ON DELETE CASCADE ON UPDATE CASCADE
    ) WITHOUT ROWID""",
)
"""What a reindex found in the articles that it rewrote: `version` and what the article stated then (its text is in
`article_versions`), its passages with their vectors, and in `left_passage` the first of the passages it left behind:
ids of passages are never given twice, so while the article still has that one nobody else has rewritten it.
`scopes` is a JSON list in order, or null for all of them."""

SIZE_OF_ARTICLES = (
    "ALTER TABLE articles ADD COLUMN size INTEGER NOT NULL DEFAULT 0",
    """UPDATE articles SET size = length(CAST(original AS BLOB)) + length(CAST(text AS BLOB)) + coalesce(
        (SELECT sum(length(CAST(v.original AS BLOB)) + length(CAST(v.text AS BLOB))) FROM article_versions v
         WHERE v.article_id = articles.id), 0)""",
    "CREATE INDEX articles_size ON articles(scope_id, size)",
)
"""Bytes of all versions of an article together, so that what a server holds is counted without reading its texts."""
UNFINISHED_TABLES = (
    """CREATE TABLE unfinished (
        message TEXT PRIMARY KEY,
        facts TEXT NOT NULL,
        since TEXT NOT NULL
    ) WITHOUT ROWID""",
)
"""Messages of a face that say that something is under way; `facts` is what it needs to put them right."""

DELETION_TABLES = (
    """CREATE TABLE deletions (
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        before TEXT NOT NULL,
        PRIMARY KEY (kind, name)
    ) WITHOUT ROWID""",
)
"""What was deleted for good, as `backup.deletions` names it: digests and times, for backups that still have it."""
TOKENIZER = "porter unicode61 remove_diacritics 2"
KEYWORDS = f"""CREATE VIRTUAL TABLE passage_terms USING fts5(
            scope, title, body, content='', tokenize="{TOKENIZER}"
        )"""
WATCH_TABLES = (
    """CREATE TABLE watches (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person TEXT NOT NULL,
        place TEXT NOT NULL,
        home TEXT,
        scopes TEXT NOT NULL,
        question TEXT NOT NULL,
        said TEXT NOT NULL,
        words TEXT NOT NULL,
        language TEXT NOT NULL,
        mention INTEGER NOT NULL DEFAULT 0,
        set_at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        paused TEXT,
        paused_at TEXT,
        unsaid INTEGER NOT NULL DEFAULT 0,
        touched INTEGER,
        kind TEXT,
        news TEXT,
        correction TEXT,
        found_at TEXT,
        telling TEXT,
        told INTEGER NOT NULL DEFAULT 0,
        told_at TEXT,
        model TEXT,
        vectors BLOB
    )""",
    "CREATE INDEX watches_person ON watches(person)",
    "CREATE INDEX watches_home ON watches(home)",
    "CREATE INDEX watches_touched ON watches(touched) WHERE touched IS NOT NULL",
    "CREATE INDEX watches_news ON watches(found_at) WHERE news IS NOT NULL",
    """CREATE TABLE watch_passages (
        passage_id INTEGER NOT NULL,
        watch_id INTEGER NOT NULL REFERENCES watches(id) ON DELETE CASCADE,
        PRIMARY KEY (passage_id, watch_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX watch_passages_watch ON watch_passages(watch_id)",
)
"""Questions whose answer somebody wants to hear of when it changes. `outcome` is the answer that they know; `news` the
one that they are still to be told, `telling` since when that is under way. `touched` is the change after which it
has to be asked again. `watch_passages` are the passages that the newest answer quotes; they may be gone."""

ERRATA_TABLES = (
    """CREATE TABLE answer_quotes (
        answer_id INTEGER NOT NULL REFERENCES answers(id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL,
        seen INTEGER NOT NULL,
        PRIMARY KEY (answer_id, article_id)
    ) WITHOUT ROWID""",
    """INSERT INTO answer_quotes(answer_id, article_id, seen)
       SELECT id, json_extract(citation, '$.quote.article_id'), min(json_extract(citation, '$.quote.version'))
       FROM (SELECT a.id, iif(c.type = 'object', c.value, '{}') AS citation
             FROM answers a, json_each(iif(json_valid(a.outcome), a.outcome, '{}'), '$.citations') c)
       WHERE json_type(citation, '$.quote.article_id') = 'integer'
       AND json_type(citation, '$.quote.version') = 'integer' GROUP BY 1, 2""",
    """CREATE TABLE errata (
        answer_id INTEGER PRIMARY KEY REFERENCES answers(id) ON DELETE CASCADE,
        wanted TEXT,
        shown TEXT,
        failed TEXT,
        tell TEXT,
        telling TEXT
    )""",
    "CREATE INDEX errata_to_show ON errata(answer_id) WHERE wanted IS NOT shown AND failed IS NULL",
    "CREATE INDEX errata_to_tell ON errata(answer_id) WHERE tell = 'due'",
    """CREATE TABLE errata_readers (
        person TEXT PRIMARY KEY,
        since TEXT NOT NULL
    ) WITHOUT ROWID""",
)
"""What became of the articles that answers quote. `seen` is the version with which a quote was compared last, 0 where the
article was away. `wanted` is what the message that shows the answer is to say of it, `shown` what it says; `failed` why
it cannot be edited. `tell` is "due" and then "done" where the person who asked is told, `telling` since when that is
under way; `errata_readers` are the people who wish it."""

BRIEFING_TABLES = (
    """CREATE TABLE briefings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person TEXT,
        home TEXT,
        scopes TEXT NOT NULL,
        private INTEGER NOT NULL,
        content TEXT NOT NULL,
        made_at TEXT NOT NULL
    )""",
    "CREATE INDEX briefings_person ON briefings(person)",
    "CREATE INDEX briefings_home ON briefings(home, made_at)",
    """CREATE TABLE briefed (
        person TEXT NOT NULL,
        home TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (person, home)
    ) WITHOUT ROWID""",
    """CREATE TABLE digests (
        home TEXT PRIMARY KEY,
        schedule TEXT NOT NULL,
        due TEXT NOT NULL,
        until TEXT NOT NULL,
        telling INTEGER,
        telling_since TEXT,
        paused INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID""",
)
"""Briefings of which the pages can be turned; when a person was briefed last in a home ('' outside of servers); and how
far the digest of each server has come: `telling` is the briefing that is under way."""

FEED_POST_TABLES = (
    """CREATE TABLE feed_posts (
        feed_id INTEGER PRIMARY KEY REFERENCES feeds(id) ON DELETE CASCADE,
        place TEXT NOT NULL,
        thread INTEGER NOT NULL,
        publish INTEGER NOT NULL,
        role TEXT,
        must TEXT NOT NULL,
        must_not TEXT NOT NULL,
        publishers TEXT NOT NULL,
        after_article INTEGER NOT NULL,
        paused TEXT
    )""",
    """CREATE TABLE posted_articles (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        feed_id INTEGER NOT NULL REFERENCES feed_posts(feed_id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        place TEXT NOT NULL,
        state TEXT NOT NULL,
        since TEXT NOT NULL,
        posted_in TEXT,
        message TEXT,
        version INTEGER,
        presence TEXT,
        shown TEXT,
        thread_due INTEGER NOT NULL DEFAULT 0,
        publish_due INTEGER NOT NULL DEFAULT 0,
        published_at TEXT,
        UNIQUE (feed_id, article_id)
    )""",
    "CREATE INDEX posted_articles_article ON posted_articles(article_id)",
    "CREATE INDEX posted_articles_state ON posted_articles(state, since)",
    "CREATE INDEX articles_gone ON articles(id) WHERE gone_at IS NOT NULL",
)
"""Feeds whose new articles are posted, those with a number above `after_article`; and what has become of each of them:
`state` since when, where its message is, and which version of the article that shows."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE scopes (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        )""",
        """CREATE TABLE models (
            id INTEGER PRIMARY KEY,
            fingerprint TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            dimension INTEGER NOT NULL
        )""",
        """CREATE TABLE articles (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            scope_id INTEGER NOT NULL REFERENCES scopes(id),
            name TEXT NOT NULL,
            key TEXT NOT NULL,
            version INTEGER NOT NULL,
            source_hash TEXT NOT NULL,
            content_hash TEXT NOT NULL,
            title TEXT NOT NULL,
            url TEXT,
            byline TEXT,
            publisher TEXT,
            published_at TEXT,
            date_origin TEXT,
            updated_at TEXT,
            language TEXT NOT NULL,
            fetched_at TEXT NOT NULL,
            original TEXT NOT NULL,
            text TEXT NOT NULL,
            story INTEGER,
            UNIQUE (scope_id, key)
        )""",
        "CREATE INDEX articles_source ON articles(scope_id, source_hash)",
        "CREATE INDEX articles_content ON articles(scope_id, content_hash)",
        "CREATE INDEX articles_published ON articles(published_at)",
        """CREATE TABLE article_versions (
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            content_hash TEXT NOT NULL,
            title TEXT NOT NULL,
            url TEXT,
            publisher TEXT,
            published_at TEXT,
            fetched_at TEXT NOT NULL,
            original TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (article_id, version)
        ) WITHOUT ROWID""",
        """CREATE TABLE passages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            article_id INTEGER NOT NULL REFERENCES articles(id),
            ordinal INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            model_id INTEGER REFERENCES models(id),
            vector BLOB,
            UNIQUE (article_id, ordinal)
        )""",
        KEYWORDS,
        """CREATE TABLE changes (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            passage_id INTEGER NOT NULL
        )""",
        """CREATE TABLE facts (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        )""",
        """CREATE TABLE answers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            asked_key TEXT UNIQUE,
            posted_key TEXT UNIQUE,
            scopes TEXT NOT NULL,
            question TEXT NOT NULL,
            outcome TEXT,
            asked_at TEXT NOT NULL
        )""",
    ),
    (
        "ALTER TABLE articles ADD COLUMN pages TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE articles ADD COLUMN correction TEXT",
        "ALTER TABLE articles ADD COLUMN gone_at TEXT",
        "ALTER TABLE articles ADD COLUMN hints TEXT",
        "ALTER TABLE articles ADD COLUMN removed_at TEXT",
        "ALTER TABLE articles ADD COLUMN signature BLOB",
        "ALTER TABLE article_versions ADD COLUMN byline TEXT",
        "ALTER TABLE article_versions ADD COLUMN updated_at TEXT",
        "ALTER TABLE article_versions ADD COLUMN pages TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE article_versions ADD COLUMN correction TEXT",
        "CREATE INDEX articles_story ON articles(story)",
        "CREATE INDEX articles_removed ON articles(removed_at) WHERE removed_at IS NOT NULL",
        """CREATE TABLE story_bands (
            band INTEGER NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            PRIMARY KEY (band, article_id)
        ) WITHOUT ROWID""",
        "CREATE INDEX story_bands_article ON story_bands(article_id)",
        """CREATE TABLE addresses (
            scope_id INTEGER NOT NULL REFERENCES scopes(id),
            url TEXT NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            etag TEXT,
            last_modified TEXT,
            PRIMARY KEY (scope_id, url)
        ) WITHOUT ROWID""",
        "CREATE INDEX addresses_article ON addresses(article_id)",
        *FEED_TABLES,
    ),
    RECORD_TABLES,
    REINDEX_TABLES,
    SIZE_OF_ARTICLES,
    UNFINISHED_TABLES,
    DELETION_TABLES,
    WATCH_TABLES,
    ERRATA_TABLES,
    BRIEFING_TABLES,
    FEED_POST_TABLES,
    ("ALTER TABLE answers ADD COLUMN asked_with TEXT",),
)
