-- How runs agreed with people. Nothing here is ever updated.

-- content is the whole of it as JSON, figures only; the last one of a rubric, prompt and judge
-- stands at the head of their reports.
CREATE TABLE calibration (
    no INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    rubric TEXT NOT NULL,
    prompt TEXT NOT NULL,
    judge TEXT NOT NULL,
    answers INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX calibration_of ON calibration (rubric, prompt, judge, no);

-- Answers whose marks measure: chosen as a sample, or used in a calibration. They never become
-- examples for a judge. candidate is a keyed digest of the id; a purge deletes its rows.
CREATE TABLE measuring (
    candidate TEXT NOT NULL,
    item TEXT NOT NULL,
    purpose TEXT NOT NULL,
    PRIMARY KEY (candidate, item, purpose)
) WITHOUT ROWID;
