"""One small module a field: its values from statements and entities, each with the words that prove it."""
