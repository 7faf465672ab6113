"""The words of the genre, class by class: data only. Each table has a line that says where it comes from.

`teams` (numerals, styles, sending bodies), `units` (endings, class words, what ends a list), `meetings` (meetings,
acts, look-alikes), `headings` (columns of tables), `dated_phrases`, `surnames`.
"""


def list_words(text: str) -> tuple[str, ...]:
    """The words of a data table, parted by white space."""
    return tuple(text.split())
