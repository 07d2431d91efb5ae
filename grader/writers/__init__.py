"""Writers: the tables and pages of a run, one format each."""
