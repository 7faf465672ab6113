"""Seed files: loading, checks, the table of sites, recorded pages, looks at live sites."""
