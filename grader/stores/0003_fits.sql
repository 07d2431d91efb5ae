-- What real usage says of an endpoint and model: sums, as JSON. The newest row of each counts.
CREATE TABLE fit (
    id INTEGER PRIMARY KEY,
    endpoint TEXT NOT NULL,
    model TEXT NOT NULL,
    content TEXT NOT NULL,
    at REAL NOT NULL
);
CREATE INDEX fit_of ON fit (endpoint, model);
