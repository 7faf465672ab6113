"""The folders of recorded pages: tests/sites/SITE/, as `scrapy addsite` writes them."""

from pathlib import Path

HERE = Path(__file__).parent


def list_folders() -> list[Path]:
    """Every folder, also one without an expectation: that is a fault the walker names."""
    return sorted(path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith(("_", ".")))
