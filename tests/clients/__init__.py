"""What mail programs and browsers make of a letter."""
