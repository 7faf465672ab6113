"""All readers by the names seeds use."""

from crawler.readers import plain, trs, zjol
from crawler.readers.reader import Reader

READERS: dict[str, Reader] = {module.READER.name: module.READER for module in (plain, trs, zjol)}
