-- The journal of a run. Nothing here is ever updated or deleted by grading.
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- A request about to be sent. One without a later reply was in flight when the run died.
CREATE TABLE started (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    rung TEXT NOT NULL,
    dropped TEXT NOT NULL,
    at REAL NOT NULL
);

-- Every reply as it came, usable or not.
CREATE TABLE reply (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    rung TEXT NOT NULL,
    text TEXT NOT NULL,
    ended TEXT NOT NULL,
    verdict TEXT NOT NULL,
    model TEXT NOT NULL,
    request_id TEXT NOT NULL,
    input_tokens INTEGER,
    cached_tokens INTEGER,
    output_tokens INTEGER,
    seconds REAL NOT NULL,
    at REAL NOT NULL
);

-- How the conversation about a key ended. reason is empty where attempt's reply is a rating.
CREATE TABLE outcome (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    rung TEXT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    rater TEXT NOT NULL,
    model TEXT NOT NULL,
    input_tokens INTEGER,
    cached_tokens INTEGER,
    output_tokens INTEGER,
    requests INTEGER NOT NULL,
    retries INTEGER NOT NULL,
    repaired INTEGER NOT NULL,
    at REAL NOT NULL
);
CREATE INDEX outcome_key ON outcome (key);

-- What an endpoint and model were found to take.
CREATE TABLE capability (
    id INTEGER PRIMARY KEY,
    identity TEXT NOT NULL,
    rung TEXT NOT NULL,
    dropped TEXT NOT NULL,
    renamed TEXT NOT NULL,
    at REAL NOT NULL
);
