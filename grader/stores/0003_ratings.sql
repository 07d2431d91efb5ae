-- Further opinions asked of an answer, beside the first one, whose key stands with the answer.
-- judge counts from 0 in the order of the run, sample from 1.
CREATE TABLE rated (
    answer INTEGER NOT NULL,
    part TEXT NOT NULL,
    judge INTEGER NOT NULL,
    sample INTEGER NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (answer, part, judge, sample)
) WITHOUT ROWID;
