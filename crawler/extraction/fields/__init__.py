"""One small function a field: from the text, its spans and statements to values, each with its proof."""
