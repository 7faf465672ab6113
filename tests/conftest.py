"""What all tests share: property tests that find the same examples everywhere, and the evaluation material."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

EVAL = Path(os.environ.get("NOTICES_EVAL") or Path(__file__).resolve().parent.parent.parent / "shared" / "eval")


@pytest.fixture(scope="session")
def eval_folder() -> Path:
    """The evaluation material of others, where it lies; without it the test is skipped and says so."""
    if not (EVAL / "score.py").is_file():
        pytest.skip(f"no evaluation material in {EVAL}; set NOTICES_EVAL to its folder")
    return EVAL
