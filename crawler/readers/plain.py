"""Any list: repeated rows of link and date, and the pager the page shows. Needs no knowledge of the platform."""

from crawler.readers.reader import Reader

READER = Reader(name="plain")
