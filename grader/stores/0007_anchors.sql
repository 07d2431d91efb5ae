-- Marked answers that are shown to the judge as examples of their item's levels, in that order.
CREATE TABLE anchor (
    number INTEGER PRIMARY KEY,
    item_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    text TEXT NOT NULL,
    redactions TEXT NOT NULL,
    points TEXT NOT NULL,
    levels TEXT NOT NULL,
    reasons TEXT NOT NULL
);
