"""One run from its lock to its report: ledger, health, supervisor, locks, progress; the stages of the one way."""
