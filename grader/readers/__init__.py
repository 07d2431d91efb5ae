"""Readers: one file format each, all giving the same rows."""
