"""What the replica answers: a body with its headers, and the encodings the sites are known to use."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How a site writes a page: the codec of its bytes, what its meta tag says, what its HTTP header says."""

    codec: str = "utf-8"
    meta: str | None = "utf-8"
    header: str | None = None


UTF8 = Encoding()
GB18030_AS_GB2312 = Encoding(codec="gb18030", meta="gb2312")
GBK_UNDECLARED = Encoding(codec="gbk", meta=None)
GBK = Encoding(codec="gbk", meta="gbk", header="gbk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One answer: body, content type, status, further headers, and when it last changed (None: not said)."""

    body: bytes
    content_type: str = "text/html"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    modified: datetime | None = None
    tagged: bool = False

    @property
    def etag(self) -> str | None:
        """The ETag of the body, when this site sends one."""
        return f'"{sha256(self.body).hexdigest()[:20]}"' if self.tagged else None


def encode_page(html: str, encoding: Encoding, *, modified: datetime | None = None, tagged: bool = False) -> Resource:
    """An HTML page as the bytes and header of `encoding`; raises UnicodeEncodeError for what it cannot hold."""
    content_type = f"text/html; charset={encoding.header}" if encoding.header else "text/html"
    return Resource(body=html.encode(encoding.codec), content_type=content_type, modified=modified, tagged=tagged)


def make_error(status: int, text: str) -> Resource:
    """A small error page, as servers of every kind send."""
    return Resource(
        body=f"<html><head><title>{status}</title></head><body><center><h1>{text}</h1></center></body></html>".encode(),
        content_type="text/html; charset=utf-8",
        status=status,
    )
