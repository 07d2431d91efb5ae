-- What a small model fitted on people's marks makes of an answer, beside what was asked for.
CREATE TABLE second (
    answer INTEGER PRIMARY KEY,
    levels TEXT NOT NULL,
    is_detailed INTEGER NOT NULL
);
