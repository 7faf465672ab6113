"""One small module a field: from the text, its spans and statements to values, each with the words that prove it."""
