"""Walks over all recorded pages: each, read with its seed, gives what a person read on it."""

from pathlib import Path

import pytest

from crawler.model.config import SEEDS
from crawler.sites.recorded import compare_recorded
from crawler.sites.seeds import load_seeds
from tests.sites.folders import list_folders

NONE_YET = pytest.param(
    None,
    id="none",
    marks=pytest.mark.skip(reason="no site has recorded pages: `scrapy addsite URL` records them where sites answer"),
)


@pytest.mark.parametrize("folder", [pytest.param(folder, id=folder.name) for folder in list_folders()] or [NONE_YET])
def test_recorded_pages_read_as_a_person_read_them(folder: Path) -> None:
    sites = load_seeds(SEEDS).sites
    assert folder.name in sites, f"tests/sites/{folder.name}/ has no good seeds/{folder.name}.toml"
    differences = compare_recorded(folder, sites[folder.name])
    assert not differences, "\n".join(differences)
