"""The commands of the contract, thin."""
