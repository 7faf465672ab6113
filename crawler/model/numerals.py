"""Chinese numerals (汉字数字), both ways: counting form 二十一, digit form 二〇二〇, colloquial forms 廿三, 两."""

ZEROS = "零〇○◯OoОοΟо"
"""The characters printed for zero in a year such as 二〇二〇年 (as a body for a regular expression's class)."""

DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **dict.fromkeys(ZEROS, 0),
    **{digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
    "两": 2,
    "0": 0,
}
"""What one numeral character says."""

_TENS = {"廿": 20, "卅": 30}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def read_numeral(printed: str) -> int | None:
    """The number a numeral prints: `21`, `２１`, `二十一`, `二〇二〇`, `廿三`, `两`; None when it is none.

    Blanks inside are ignored. Numbers of a million and more are not numerals of this genre and give None.
    """
    plain = "".join(printed.split())
    if not plain or len(plain) > 9:
        return None
    if plain.isdecimal():
        return int(plain) if len(plain) <= 6 else None
    if any(mark in _UNITS or mark in _TENS for mark in plain):
        return _read_counting(plain)
    if len(plain) > 6 or any(mark not in DIGITS for mark in plain):
        return None
    return int("".join(str(DIGITS[mark]) for mark in plain))


def write_numeral(number: int) -> str:
    """A number from 1 to 199 in Chinese numerals, as ordinals print it (12: 十二)."""
    digits = "零一二三四五六七八九"
    if number >= 100:
        rest = number - 100
        return "一百" + ("" if not rest else ("零" if rest < 10 else "一" if rest < 20 else "") + write_numeral(rest))
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else digits[tens] + "十")
    return head + (digits[ones] if ones else "")


def _read_counting(plain: str) -> int | None:
    total, pending, last_unit = 0, None, 10_000
    for mark in plain:
        if mark in _UNITS:
            unit = _UNITS[mark]
            if unit >= last_unit:
                return None
            total, pending, last_unit = total + (1 if pending is None else pending or 1) * unit, None, unit
        elif mark in _TENS:
            if pending or last_unit <= 10:
                return None
            total, pending, last_unit = total + _TENS[mark], None, 10
        elif mark in DIGITS or mark.isdecimal():
            if pending:
                return None
            pending = DIGITS[mark] if mark in DIGITS else int(mark)
        else:
            return None
    return total + (pending or 0)
