PRAGMA user_version=12

CREATE TABLE addresses (
            scope_id INTEGER NOT NULL REFERENCES scopes(id),
            url TEXT NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            etag TEXT,
            last_modified TEXT,
            PRIMARY KEY (scope_id, url)
        ) WITHOUT ROWID

CREATE INDEX addresses_article ON addresses(article_id)

CREATE TABLE answer_quotes (
        answer_id INTEGER NOT NULL REFERENCES answers(id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL,
        seen INTEGER NOT NULL,
        PRIMARY KEY (answer_id, article_id)
    ) WITHOUT ROWID

CREATE TABLE answers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            asked_key TEXT UNIQUE,
            posted_key TEXT UNIQUE,
            scopes TEXT NOT NULL,
            question TEXT NOT NULL,
            outcome TEXT,
            asked_at TEXT NOT NULL
        , asked_by TEXT, place TEXT, home TEXT, follows INTEGER, private INTEGER NOT NULL DEFAULT 0, refused TEXT, dismissed INTEGER NOT NULL DEFAULT 0, asked_with TEXT)

CREATE INDEX answers_asked_by ON answers(asked_by)

CREATE INDEX answers_home ON answers(home, asked_at)

CREATE INDEX answers_place ON answers(place, id)

CREATE TABLE article_versions (
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            content_hash TEXT NOT NULL,
            title TEXT NOT NULL,
            url TEXT,
            publisher TEXT,
            published_at TEXT,
            fetched_at TEXT NOT NULL,
            original TEXT NOT NULL,
            text TEXT NOT NULL, byline TEXT, updated_at TEXT, pages TEXT NOT NULL DEFAULT '[]', correction TEXT,
            PRIMARY KEY (article_id, version)
        ) WITHOUT ROWID

CREATE TABLE articles (
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
            story INTEGER, pages TEXT NOT NULL DEFAULT '[]', correction TEXT, gone_at TEXT, hints TEXT, removed_at TEXT, signature BLOB, size INTEGER NOT NULL DEFAULT 0,
            UNIQUE (scope_id, key)
        )

CREATE INDEX articles_content ON articles(scope_id, content_hash)

CREATE INDEX articles_gone ON articles(id) WHERE gone_at IS NOT NULL

CREATE INDEX articles_published ON articles(published_at)

CREATE INDEX articles_removed ON articles(removed_at) WHERE removed_at IS NOT NULL

CREATE INDEX articles_size ON articles(scope_id, size)

CREATE INDEX articles_source ON articles(scope_id, source_hash)

CREATE INDEX articles_story ON articles(story)

CREATE TABLE briefed (
        person TEXT NOT NULL,
        home TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (person, home)
    ) WITHOUT ROWID

CREATE TABLE briefings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person TEXT,
        home TEXT,
        scopes TEXT NOT NULL,
        private INTEGER NOT NULL,
        content TEXT NOT NULL,
        made_at TEXT NOT NULL
    )

CREATE INDEX briefings_home ON briefings(home, made_at)

CREATE INDEX briefings_person ON briefings(person)

CREATE TABLE changes (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            passage_id INTEGER NOT NULL
        )

CREATE TABLE deletions (
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        before TEXT NOT NULL,
        PRIMARY KEY (kind, name)
    ) WITHOUT ROWID

CREATE TABLE departures (
        scope TEXT PRIMARY KEY,
        since TEXT NOT NULL
    ) WITHOUT ROWID

CREATE TABLE digests (
        home TEXT PRIMARY KEY,
        schedule TEXT NOT NULL,
        due TEXT NOT NULL,
        until TEXT NOT NULL,
        telling INTEGER,
        telling_since TEXT,
        paused INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID

CREATE TABLE errata (
        answer_id INTEGER PRIMARY KEY REFERENCES answers(id) ON DELETE CASCADE,
        wanted TEXT,
        shown TEXT,
        failed TEXT,
        tell TEXT,
        telling TEXT
    )

CREATE INDEX errata_to_show ON errata(answer_id) WHERE wanted IS NOT shown AND failed IS NULL

CREATE INDEX errata_to_tell ON errata(answer_id) WHERE tell = 'due'

CREATE TABLE errata_readers (
        person TEXT PRIMARY KEY,
        since TEXT NOT NULL
    ) WITHOUT ROWID

CREATE TABLE facts (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        )

CREATE TABLE feed_entries (
        feed_id INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
        entry_id TEXT NOT NULL,
        url TEXT,
        stamp TEXT NOT NULL,
        article_id INTEGER REFERENCES articles(id) ON DELETE SET NULL,
        seen_at TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        error TEXT,
        PRIMARY KEY (feed_id, entry_id)
    ) WITHOUT ROWID

CREATE INDEX feed_entries_article ON feed_entries(article_id)

CREATE INDEX feed_entries_url ON feed_entries(url)

CREATE TABLE feed_posts (
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
    )

CREATE TABLE feeds (
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
    )

CREATE INDEX feeds_next_poll ON feeds(next_poll)

CREATE TABLE ledger (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        place TEXT NOT NULL,
        name TEXT NOT NULL,
        is_preference INTEGER NOT NULL,
        before TEXT,
        after TEXT,
        by TEXT,
        at TEXT NOT NULL,
        undoes INTEGER
    )

CREATE INDEX ledger_place ON ledger(place, id)

CREATE INDEX ledger_undoes ON ledger(undoes) WHERE undoes IS NOT NULL

CREATE TABLE models (
            id INTEGER PRIMARY KEY,
            fingerprint TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            dimension INTEGER NOT NULL
        )

CREATE VIRTUAL TABLE passage_terms USING fts5(
            scope, title, body, content='', tokenize="porter unicode61 remove_diacritics 2"
        )

CREATE TABLE passages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            article_id INTEGER NOT NULL REFERENCES articles(id),
            ordinal INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            model_id INTEGER REFERENCES models(id),
            vector BLOB,
            UNIQUE (article_id, ordinal)
        )

CREATE TABLE posted_articles (
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
    )

CREATE INDEX posted_articles_article ON posted_articles(article_id)

CREATE INDEX posted_articles_state ON posted_articles(state, since)

CREATE TABLE reindex_before (
        run_id INTEGER NOT NULL REFERENCES reindex_runs(id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        stated TEXT NOT NULL,
        signature BLOB,
        left_passage INTEGER,
        PRIMARY KEY (run_id, article_id)
    ) WITHOUT ROWID

CREATE INDEX reindex_before_article ON reindex_before(article_id)

CREATE TABLE reindex_passages (
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
    ) WITHOUT ROWID

CREATE TABLE reindex_runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        scopes TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        cancelled INTEGER NOT NULL DEFAULT 0,
        articles INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        rolled_back_at TEXT
    )

CREATE TABLE scopes (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        )

CREATE TABLE story_bands (
            band INTEGER NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            PRIMARY KEY (band, article_id)
        ) WITHOUT ROWID

CREATE INDEX story_bands_article ON story_bands(article_id)

CREATE TABLE unfinished (
        message TEXT PRIMARY KEY,
        facts TEXT NOT NULL,
        since TEXT NOT NULL
    ) WITHOUT ROWID

CREATE TABLE votes (
        answer_id INTEGER NOT NULL REFERENCES answers(id) ON DELETE CASCADE,
        voter TEXT NOT NULL,
        value INTEGER NOT NULL CHECK (value IN (1, -1)),
        reason TEXT,
        voted_at TEXT NOT NULL,
        PRIMARY KEY (answer_id, voter)
    ) WITHOUT ROWID

CREATE INDEX votes_voter ON votes(voter)

CREATE TABLE watch_passages (
        passage_id INTEGER NOT NULL,
        watch_id INTEGER NOT NULL REFERENCES watches(id) ON DELETE CASCADE,
        PRIMARY KEY (passage_id, watch_id)
    ) WITHOUT ROWID

CREATE INDEX watch_passages_watch ON watch_passages(watch_id)

CREATE TABLE watches (
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
    )

CREATE INDEX watches_home ON watches(home)

CREATE INDEX watches_news ON watches(found_at) WHERE news IS NOT NULL

CREATE INDEX watches_person ON watches(person)

CREATE INDEX watches_touched ON watches(touched) WHERE touched IS NOT NULL
