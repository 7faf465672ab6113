"""How fast this machine is just now: limits of time are those of an idle core, and neighbours slow a core down."""

import re
import time

IDLE_SECONDS = 0.05
"""What the sample of work takes on an idle core of the machine that the limits were set on."""


def find_slowness() -> float:
    """How many times longer than there the same work takes here and now; never under 1."""
    begun = time.process_time()
    _work()
    return max(1.0, (time.process_time() - begun) / IDLE_SECONDS)


def _work() -> int:
    counts: dict[str, int] = {}
    text = "县委第一巡察组巡察县水务局党组工作动员会召开，组长作动员讲话。" * 40
    for number in range(1500):
        for found in re.findall(r"[^，。]{2,12}", text):
            key = f"{found}{number % 7}"
            counts[key] = counts.get(key, 0) + len(found)
    return len(sorted(counts, key=lambda each: (counts[each], each)))
