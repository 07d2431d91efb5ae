"""Prices: what a model's tokens cost, from the bundled tables or from a file of one's own."""
