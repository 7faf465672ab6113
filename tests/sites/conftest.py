"""Says at the end of every run how many sites have recorded pages: none is not the same as all right."""

import pytest

from crawler.model.config import SEEDS
from tests.sites.folders import list_folders


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    sites = len(list(SEEDS.glob("*.toml")))
    terminalreporter.write_line(f"recorded pages (tests/sites): {len(list_folders())} of {sites} sites")
