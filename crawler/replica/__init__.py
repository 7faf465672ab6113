"""The sites on loopback, for the demo and the tests."""
