-- When each answer was handed in, and where other texts stand while nothing says which counts.
ALTER TABLE answer ADD COLUMN submitted TEXT NOT NULL DEFAULT '';
ALTER TABLE answer ADD COLUMN contested TEXT NOT NULL DEFAULT '';

-- Later submissions of a candidate to an item, until it is settled which one counts.
CREATE TABLE later (
    no INTEGER PRIMARY KEY,
    candidate INTEGER NOT NULL,
    item INTEGER NOT NULL,
    text TEXT,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    submitted TEXT NOT NULL
);

-- How many rows were read of each table, to be held against the states they end in.
CREATE TABLE source (
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (file, sheet)
) WITHOUT ROWID;
