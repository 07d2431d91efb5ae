-- Control answers as they were asked. Nothing here is ever updated or deleted by grading.

-- A session of them: one run, or several where the first was cut short. folder tells the folder
-- apart without naming it; digest is of what is asked, and of whom.
CREATE TABLE control_session (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    folder TEXT NOT NULL,
    digest TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE control_asked (
    no INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    place TEXT NOT NULL,
    round INTEGER NOT NULL,
    control TEXT NOT NULL,
    payload TEXT NOT NULL,
    key TEXT NOT NULL
);
CREATE INDEX control_asked_in ON control_asked (session);
