-- What no judge sees of an answer, with the placeholders put in its place, as JSON; empty for
-- nothing. Kept, not found anew: what is found can change with the libraries that look for it.
ALTER TABLE answer ADD COLUMN redactions TEXT NOT NULL DEFAULT '';
