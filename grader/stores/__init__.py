"""Stores: where replies are kept (the journal), and where a file's rows are staged."""
