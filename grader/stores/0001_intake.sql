-- What was handed in for the last run of a folder, and which key answers each.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE candidate (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    attributes TEXT NOT NULL
);

-- Items asked: their column exists, or a row names them.
CREATE TABLE item (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    question TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0
);

-- The one answer of a candidate to an item. key is empty where no judge is asked.
CREATE TABLE answer (
    no INTEGER PRIMARY KEY,
    candidate INTEGER NOT NULL,
    item INTEGER NOT NULL,
    text TEXT,
    question TEXT NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    key TEXT NOT NULL DEFAULT '',
    is_copy INTEGER NOT NULL DEFAULT 0,
    UNIQUE (candidate, item)
);

-- Rows that did not become an answer of their own, each with its state.
CREATE TABLE other_row (
    no INTEGER PRIMARY KEY,
    candidate_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL
);

-- Keys of this plan, to tell the first of equal answers from its copies.
CREATE TABLE planned (key TEXT PRIMARY KEY) WITHOUT ROWID;
