-- Answers asked again with words swapped, so that erasing a person finds what came back.
CREATE TABLE swapped (
    answer INTEGER NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (answer, key)
) WITHOUT ROWID;
CREATE INDEX swapped_key ON swapped (key);
