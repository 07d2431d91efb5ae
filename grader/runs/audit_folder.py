"""Where an audit's files lie beside a run."""

AUDIT = "audit"
CHANGES = "counterfactual.csv"
"""Names candidates, unlike the other files there: whoever is erased takes it along."""
