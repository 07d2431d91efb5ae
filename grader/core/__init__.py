"""The stages, pure and one verb each; none imports another."""
