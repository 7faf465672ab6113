"""What all tests share: signals as a terminal gives them, property tests that find the same examples everywhere, the
evaluation material, and a last line that says how many sites have recorded pages.
"""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from bench.evaluation import EVAL, MISSING
from crawler.model.config import SEEDS
from tests.dispositions import restore_dispositions
from tests.sites.folders import list_folders

restore_dispositions(worker="PYTEST_XDIST_WORKER" in os.environ)  # before anything is started

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


@pytest.fixture(scope="session")
def eval_folder() -> Path:
    """The evaluation material of others, where it lies; without it the test is skipped and says so."""
    if MISSING:
        pytest.skip(MISSING)
    return EVAL


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many sites have recorded pages: none is not the same as all right."""
    sites = len(list(SEEDS.glob("*.toml")))
    terminalreporter.write_line(f"recorded pages (tests/sites): {len(list_folders())} of {sites} sites")
