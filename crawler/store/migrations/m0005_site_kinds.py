"""Migration 5: what kind of site each one is, as its seed says; null (a site of before) counts as a commission."""

STATEMENTS: tuple[str, ...] = ("ALTER TABLE sites ADD COLUMN kind {text}",)
