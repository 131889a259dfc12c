"""The records say what the published articles say, no more and no less."""
