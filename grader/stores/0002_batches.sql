-- What was handed in as batches. Nothing here is ever updated or deleted by grading.

-- A file of requests, committed with its lines before it leaves this machine. sent is what the
-- judge was found to take when they were composed, as JSON.
CREATE TABLE batch_part (
    id TEXT PRIMARY KEY,
    identity TEXT NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    sent TEXT NOT NULL,
    at REAL NOT NULL
) WITHOUT ROWID;

-- Its lines, numbered from 1 as in the file. way is how the line asks, as JSON.
CREATE TABLE batch_line (
    id INTEGER PRIMARY KEY,
    part TEXT NOT NULL,
    no INTEGER NOT NULL,
    key TEXT NOT NULL,
    way TEXT NOT NULL,
    UNIQUE (part, key)
);
CREATE INDEX batch_line_key ON batch_line (key);

-- What happened to a part: uploaded, created, ingested, cleared, abandoned; with remote names.
CREATE TABLE batch_event (
    id INTEGER PRIMARY KEY,
    part TEXT NOT NULL,
    state TEXT NOT NULL,
    file TEXT NOT NULL,
    batch TEXT NOT NULL,
    output TEXT NOT NULL,
    errors TEXT NOT NULL,
    at REAL NOT NULL
);
CREATE INDEX batch_event_part ON batch_event (part);

-- How a line ended, in one transaction with what came of it: no line is taken in twice.
-- way is how to ask next and reply what is to be read or mended then, both as JSON or empty.
CREATE TABLE batch_end (
    part TEXT NOT NULL,
    key TEXT NOT NULL,
    ended TEXT NOT NULL,
    way TEXT NOT NULL,
    reply TEXT NOT NULL,
    detail TEXT NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (part, key)
) WITHOUT ROWID;
