"""Kills a function at random moments and says what it had acknowledged.

The function is imported once, in a process of its own that forks a child for every kill; it gets the number of the
kill, the arguments, and `acknowledge`, which it calls with a line for each thing that is done.
"""

import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run_and_kill(function: str, kills: int, *arguments: str) -> list[str]:
    """The lines acknowledged by `package.module:function` over all kills; the seed is part of any failure."""
    seed = random.randrange(10**6)
    command = [sys.executable, "-m", "tests.killing", function, str(kills), str(seed), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, ""), f"seed {seed}: {done.stderr}"
    return done.stdout.splitlines()
