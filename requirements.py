"""The locked requirements: `python requirements.py lock` rewrites them, `show EXTRA[,EXTRA]` prints those of extras.

What is needed stands in pyproject.toml, which exact files are installed in the locks: requirements.lock holds what a
run needs, requirements-dev.lock what tests and linters need beside it, requirements-extras.lock what each extra adds,
under a heading of its own. Needs nothing but Python, and uv for `lock`.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent
RUN, DEV, EXTRAS, BENCH = (ROOT / f"requirements{part}.lock" for part in ("", "-dev", "-extras", "-bench"))
ALL = "all"
_HEADING = "# extra: "
_COMPILE = (
    "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
    "--no-emit-index-url", "--no-header", "--no-annotate",
)  # fmt: skip


def read_extras() -> dict[str, list[str]]:
    """The requirements that pyproject.toml gives for each extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    return extras


def split_blocks(lock: str) -> dict[str, str]:
    """The requirements of a lock by name, each with its hashes."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)
    return {block.partition("==")[0]: block for block in blocks if "==" in block}


def split_sections(lock: str) -> dict[str, dict[str, str]]:
    """What requirements-extras.lock holds: the requirements of each extra."""
    sections = re.split(rf"^{_HEADING}(\w+)\n", lock, flags=re.MULTILINE)[1:]
    return {name: split_blocks(text) for name, text in zip(sections[::2], sections[1::2], strict=True)}


def show(words: list[str]) -> str:
    """The locked requirements of some extras, or of all; exits for an unknown one."""
    sections = split_sections(EXTRAS.read_text("utf-8"))
    names = [name for word in words for name in word.split(",") if name]
    for name in names:
        if name != ALL and name not in sections:
            sys.exit(f"unknown extra {name!r}: there are {', '.join(sections)} ({ALL}: every one)")
    blocks: dict[str, str] = {}
    for name in sections if ALL in names else names:
        blocks |= sections[name]
    return "".join(blocks.values())


def lock() -> None:
    """Rewrite all locks; a version that is locked stays as long as pyproject.toml allows it."""
    run = ("--constraint", str(RUN))
    _compile("pyproject.toml", "--output-file", str(RUN))
    _compile("--group", "dev", *run, "--output-file", str(DEV))
    _compile("--group", "bench", *run, "--constraint", str(DEV), "--output-file", str(BENCH))
    EXTRAS.write_text(_lock_extras(run), "utf-8")


def _lock_extras(run: tuple[str, str]) -> str:
    known = split_blocks(RUN.read_text("utf-8"))
    parts = ["# What each extra adds to requirements.lock: `make setup EXTRAS=NAME` installs it.\n"]
    with tempfile.TemporaryDirectory() as folder:
        together = Path(folder) / EXTRAS.name
        if EXTRAS.exists():
            shutil.copy(EXTRAS, together)
        _compile("pyproject.toml", "--all-extras", *run, "--output-file", str(together))  # one version for all extras
        for name, needed in read_extras().items():
            found = split_blocks(_compile("-", "--constraint", str(together), stdin="\n".join(needed)))
            parts.append(f"\n{_HEADING}{name}\n" + "".join(found[each] for each in found if each not in known))
    return "".join(parts)


def _compile(*words: str, stdin: str | None = None) -> str:
    done = subprocess.run([*_COMPILE, *words], cwd=ROOT, input=stdin, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"uv pip compile {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["lock"]:
            lock()
        case ["show", *words] if words:
            sys.stdout.write(show(words))
        case _:
            sys.exit(__doc__.partition("\n")[0])
