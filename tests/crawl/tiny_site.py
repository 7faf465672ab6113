"""A site of a few lines, answered on loopback as a proxy would: for what the replica's sites never do."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.crawl.support import Desk

HOST = "handan.invalid"
ROOT_URL = f"http://{HOST}/"
TITLE = "县委第{}巡察组巡察县水务局工作动员会召开"
TEXT = (
    "3月5日，县委第{}巡察组巡察县水务局党组工作动员会召开。组长林知远作动员讲话，县水务局党组书记周立民主持会议。"
    "巡察组将在县水务局工作45天左右，设值班电话：0555-21{:05}，受理时间为每天8:00至18:00。"
)


@dataclass
class Answer:
    """What is answered."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Page = Answer | Callable[[], Answer]


@dataclass
class TinySite:
    """Answers by path; everything else is 404. `asked` holds every path in the order it came, with its moment."""

    pages: dict[str, Page]
    port: int = 0
    asked: list[str] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    dynamic: Callable[[str], Answer | None] | None = None

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        self.moments.append(time.monotonic())
        page = self.pages.get(path) or (self.dynamic(path) if self.dynamic else None)
        if page is None:
            return Answer("<html><title>404</title></html>", 404)
        return page if isinstance(page, Answer) else page()

    def desk(self, data: Path, **extra: str) -> Desk:
        proxy = f"http://127.0.0.1:{self.port}"
        return Desk(data, None, {"http_proxy": proxy, "https_proxy": proxy, **extra})


def write_article(number: int, *, title: str | None = None, text: str | None = None) -> Answer:
    title = title or TITLE.format(number)
    body = text or TEXT.format(number, number)
    return Answer(
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>'
        f'<div class="info">发布时间：2026-03-06 09:10 来源：试验日报</div><div class="TRS_Editor"><p>{body}</p></div>'
        "</body></html>"
    )


def write_listing(paths: Mapping[str, str], *, further: str | None = None, day: str | None = "2026-11-20") -> Answer:
    """A listing of titles by path."""
    shown = f"<span>{day}</span>" if day else ""
    rows = "".join(f'<li><a href="{path}">{title}</a>{shown}</li>' for path, title in paths.items())
    pager = f'<div class="page"><a href="{further}">下一页</a></div>' if further else ""
    return Answer(
        f'<html><head><meta charset="utf-8"><title>巡察</title></head><body><ul>{rows}</ul>{pager}</body></html>'
    )


def make_site(count: int = 6) -> TinySite:
    """A listing and its articles."""
    titles = {f"/202603/t20260306_{number}.html": TITLE.format(number) for number in range(1, count + 1)}
    pages: dict[str, Page] = {path: write_article(n) for n, path in enumerate(titles, 1)}
    return TinySite({"/robots.txt": Answer("", 404), "/": write_listing(titles), **pages})


@contextmanager
def serve(site: TinySite) -> Iterator[TinySite]:
    """The site while it answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            found = site.answer(parts.path + (f"?{parts.query}" if parts.query else ""))
            body = found.body.encode("utf-8") if isinstance(found.body, str) else found.body
            self.send_response(found.status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **found.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
