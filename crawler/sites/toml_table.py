"""One TOML table of a seed while it is read: values are taken out by key and checked, faults gathered."""

from typing import Any


class SeedTable:
    """One TOML table while it is read: values are taken out by key, faults gathered, the rest is unknown keys."""

    def __init__(self, values: dict[str, Any], prefix: str, faults: list[tuple[str, str]] | None = None) -> None:
        self.values = dict(values)
        self.prefix = prefix
        self.faults: list[tuple[str, str]] = [] if faults is None else faults

    def complain(self, key: str, reason: str) -> None:
        """Notes a fault under the key's full path."""
        self.faults.append((self.prefix + key, reason))

    def take(self, key: str, kind: type | tuple[type, ...], wanted: str, *, required: bool = False) -> Any:
        """The value of a key if it is there and of the kind; None otherwise, with a fault if that is one."""
        value = self.values.pop(key, None)
        if value is None:
            if required:
                self.complain(key, f"missing: give {wanted}")
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.complain(key, f"must be {wanted}, is {show_value(value)}")
            return None
        return value

    def take_text(self, key: str, wanted: str = "a text", *, required: bool = False) -> str | None:
        """A text that is not empty."""
        value: str | None = self.take(key, str, wanted, required=required)
        if value is not None and not value.strip():
            self.complain(key, f"must be {wanted}, is empty")
            return None
        return value

    def take_choice(self, key: str, choices: tuple[str, ...], *, required: bool = False) -> str | None:
        """One of some words."""
        wanted = f"one of {', '.join(choices)}"
        value = self.take_text(key, wanted, required=required)
        if value is None or value in choices:
            return value
        self.complain(key, f"must be {wanted}, is {show_value(value)}")
        return None

    def take_number(self, key: str, low: float, high: float, *, required: bool = False) -> float | None:
        """A number within bounds."""
        wanted = f"a number from {low:g} to {high:g}"
        return self._in_range(key, self.take(key, (int, float), wanted, required=required), low, high, wanted)

    def take_count(self, key: str, low: int, high: int, *, required: bool = False) -> int | None:
        """A whole number within bounds."""
        wanted = f"a whole number from {low} to {high}"
        value = self._in_range(key, self.take(key, int, wanted, required=required), low, high, wanted)
        return None if value is None else int(value)

    def _in_range(self, key: str, value: float | None, low: float, high: float, wanted: str) -> float | None:
        if value is None or low <= value <= high:
            return value
        self.complain(key, f"must be {wanted}, is {show_value(value)}")
        return None

    def take_texts(self, key: str, wanted: str) -> tuple[str, ...]:
        """A list of texts, none of them twice; empty when it is not there."""
        texts = []
        for number, value in enumerate(self.take(key, list, wanted) or []):
            if isinstance(value, str) and value.strip():
                texts.append(value)
            else:
                self.complain(f"{key}[{number}]", f"must be a text, is {show_value(value)}")
        for value in sorted({text for text in texts if texts.count(text) > 1}):
            self.complain(key, f"{show_value(value)} stands twice")
        return tuple(texts)

    def take_table(self, key: str, wanted: str) -> "SeedTable | None":
        """A table within this one; its faults go with this one's."""
        value = self.take(key, dict, wanted)
        return None if value is None else SeedTable(value, f"{self.prefix}{key}.", self.faults)

    def close(self, known: tuple[str, ...]) -> None:
        """Complains of every key that nobody took."""
        for key in self.values:
            self.complain(key, f"unknown key; known here: {', '.join(known)}")


def show_value(value: object) -> str:
    """A value as a fault shows it, cut at 60 characters."""
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."
