-- What a person practised by one rubric, on their own machine. Rows are added, never changed.
CREATE TABLE handed_in (
    no INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    rubric TEXT NOT NULL,
    rubric_hash TEXT NOT NULL,
    item TEXT NOT NULL,
    item_hash TEXT NOT NULL,
    question TEXT NOT NULL,
    text TEXT NOT NULL,
    seconds REAL
);

-- How an answer came out. Of one without a row here, or with unscored ones only, no rating came.
CREATE TABLE rated (
    no INTEGER PRIMARY KEY,
    handed_in INTEGER NOT NULL REFERENCES handed_in (no),
    at TEXT NOT NULL,
    rater TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    points TEXT,
    points_low TEXT NOT NULL,
    points_high TEXT NOT NULL,
    max_points TEXT NOT NULL,
    by_dimension TEXT NOT NULL,
    feedback TEXT NOT NULL
);
CREATE INDEX rated_handed_in ON rated (handed_in);
