"""Data of the genre, class by class; each table says where it comes from."""
