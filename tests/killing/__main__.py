import importlib
import os
import random
import signal
import sys
import time
from collections.abc import Callable

LONGEST_RUN = 0.06  # seconds between a child's first acknowledgement and its death, at most


def main(function: str, kills: int, seed: int, arguments: list[str]) -> None:
    module, _, name = function.partition(":")
    work = getattr(importlib.import_module(module), name)
    dice = random.Random(seed)
    for kill in range(kills):
        for line in kill_once(work, kill, arguments, dice.uniform(0, LONGEST_RUN)):
            sys.stdout.write(line + "\n")


def kill_once(work: Callable[..., None], kill: int, arguments: list[str], seconds: float) -> list[str]:
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        work(kill, *arguments, acknowledge=lambda line: os.write(writable, f"{line}\n".encode()))
        os._exit(1)  # it was to be killed
    os.close(writable)
    acknowledged = os.read(readable, 65536)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    while chunk := os.read(readable, 65536):
        acknowledged += chunk
    os.close(readable)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise SystemExit(f"kill {kill}: the child ended by itself")
    return acknowledged.decode().split("\n")[:-1]


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
