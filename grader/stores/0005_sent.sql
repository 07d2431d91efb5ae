-- SHA-256 of the words of each request, and of each reply as it came; empty in older rows.
ALTER TABLE started ADD COLUMN sent TEXT NOT NULL DEFAULT '';
ALTER TABLE batch_line ADD COLUMN sent TEXT NOT NULL DEFAULT '';
ALTER TABLE reply ADD COLUMN digest TEXT NOT NULL DEFAULT '';

-- Prompt templates that requests were worded with, as JSON, by the SHA-256 of that.
CREATE TABLE wording (
    digest TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    at REAL NOT NULL
) WITHOUT ROWID;
