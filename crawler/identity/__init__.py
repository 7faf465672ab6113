"""What is the same notice: canonical addresses, content hashes, guarded similarity."""
