"""The ledger: joining, panels, coverage, release."""
