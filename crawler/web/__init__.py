"""A place to look: search, notices with the words that prove each value, units, people, provinces, sites; read-only.

Starlette answers, Jinja2 writes, every page is HTML that works without a script. Needs the extra `web`.
"""
