"""Whether one name is a better one of the same body: fuller, in the same place."""

_LEAST_SHARED = 2


def is_fuller(short: str, full: str) -> bool:
    """Whether a qualified name is a fuller form of another: it begins and ends alike, and holds all its characters in
    their order (江苏省水电设计院, 江苏省水利水电勘测设计研究院).
    """
    if len(short) >= len(full) or short[-1] != full[-1] or short[:_LEAST_SHARED] != full[:_LEAST_SHARED]:
        return False
    rest = iter(full)
    return all(char in rest for char in short)
