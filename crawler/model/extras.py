"""The extras of pyproject.toml: what a part of the program needs that a run does not."""

import importlib
from collections.abc import Mapping
from types import MappingProxyType

from crawler.model.outcomes import ConfigError

EXTRAS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "alerts": ("apprise",),
        "files": ("docx", "openpyxl", "pypdfium2", "xlrd"),
        "formats": ("pyarrow", "xlsxwriter"),
        "postgres": ("psycopg",),
        "web": ("jinja2", "starlette", "uvicorn"),
        "workers": ("procrastinate", "psycopg"),
    }
)
"""The modules that each extra brings (source: project.optional-dependencies in pyproject.toml)."""


def require_extra(name: str, purpose: str) -> None:
    """See that the modules of an extra can be imported; to be called where `purpose` begins to need them.

    Raises ConfigError with the line to type where one cannot.
    """
    for module in EXTRAS[name]:
        try:
            importlib.import_module(module)
        except ImportError as error:
            raise ConfigError(
                f"{purpose} needs the extra {name!r} ({error}): type `make setup EXTRAS={name}` in the project's folder"
            ) from error
