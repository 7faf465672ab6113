"""What makes a renamed or new file last: its folder is written to the disk as well."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Write a folder's own entries to the disk (fsync). Raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
