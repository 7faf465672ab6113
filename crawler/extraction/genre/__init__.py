"""The words of the genre, as data: teams, units, meetings."""


def list_words(text: str) -> tuple[str, ...]:
    """The words of a data table, parted by white space."""
    return tuple(text.split())
