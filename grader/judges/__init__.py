"""Judges: machine raters, one file each; none knows another."""
