"""The published feeds: jsonl, csv, xml and atom, rebuilt from the store."""
