"""Where the evaluation material lies: texts, pages and labels of others, read where they are and never copied."""

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
EVAL = Path(os.environ.get("NOTICES_EVAL") or ROOT.parent / "shared" / "eval")
MISSING = "" if (EVAL / "score.py").is_file() else f"no evaluation material in {EVAL}; set NOTICES_EVAL to its folder"
"""Why nothing can be measured on it; empty where it is there."""


def load_scorer(name: str = "score") -> ModuleType:
    """One of the evaluation's own programs as a module. Raises FileNotFoundError when it is not there."""
    path = EVAL / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(MISSING or f"{path} is not there")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # one scorer imports another
    spec.loader.exec_module(module)
    return module
