"""`python -m crawler.replica`: the sites on loopback, to be played with by hand until Ctrl-C."""

import argparse
import sys
import time
from datetime import UTC, datetime

from crawler.replica.server import Replica


def main(arguments: list[str]) -> int:
    """Starts the replica, prints how to reach it as shell exports, and waits."""
    parser = argparse.ArgumentParser(prog="python -m crawler.replica", description="The bundled sites on loopback.")
    parser.add_argument("--port", type=int, default=0, help="port of the proxy (default: a free one)")
    parser.add_argument("--clock", type=_read_moment, help="ISO moment all dates are counted back from (default: now)")
    parser.add_argument("--now", type=_read_moment, help="ISO moment it is on the sites (default: the clock)")
    parser.add_argument("sites", nargs="*", help="sites to answer for (default: all)")
    given = parser.parse_args(arguments)
    clock = given.clock or datetime.now(UTC)
    try:
        replica = Replica(clock, now=given.now, sites=given.sites or None, port=given.port)
    except KeyError as missing:
        sys.stderr.write(f"{missing.args[0]}\n")
        return 2
    with replica:
        exports = [
            f"export {name}={value}" if value else f"unset {name}" for name, value in replica.environment.items()
        ]
        sys.stdout.write("\n".join(exports) + "\n")
        for site in replica.world.sites:
            for url in replica.world.list_listings(site):
                sys.stdout.write(f"# {site} {url}\n")
        sys.stdout.flush()
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return 0


def _read_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
