-- What people gave to answers, each entry tied to the one before by its hash.
-- content is JSON; a purge sets content and salt to NULL, the commitment to them stays.
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    content TEXT,
    salt BLOB,
    commitment TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX review_candidate ON review (json_extract(content, '$.candidate'));

CREATE TRIGGER review_stays BEFORE DELETE ON review
BEGIN SELECT RAISE(ABORT, 'the review log is only ever added to'); END;

CREATE TRIGGER review_is_fixed BEFORE UPDATE ON review
WHEN NEW.content IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.id != OLD.id OR NEW.at != OLD.at
    OR NEW.commitment != OLD.commitment OR NEW.previous != OLD.previous OR NEW.hash != OLD.hash
BEGIN SELECT RAISE(ABORT, 'the review log is only ever added to'); END;
