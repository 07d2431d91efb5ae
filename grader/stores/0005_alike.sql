-- Answers that are like the first of their group, itself among them, and how many each group has.
CREATE TABLE alike (
    answer INTEGER PRIMARY KEY,
    leader INTEGER NOT NULL,
    share INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX alike_leader ON alike (leader);
CREATE TABLE alike_group (
    leader INTEGER PRIMARY KEY,
    size INTEGER NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL
);
