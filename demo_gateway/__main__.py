"""`python -m demo_gateway`: run the gateway and print one JSON line with its address."""

import argparse
import sys

from demo_gateway.server import ServerOptions, serve


def main() -> int:
    """Run the gateway; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m demo_gateway",
        description="A small server that speaks OpenRouter's protocol, with simulated models.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 picks a free one")
    parser.add_argument("--speed", type=_positive, default=1.0, help="divide every wait by this")
    parser.add_argument(
        "--die-with-parent",
        action="store_true",
        help="stop when standard input ends or the parent process is gone",
    )
    arguments = parser.parse_args()
    options = ServerOptions(
        host=arguments.host,
        port=arguments.port,
        speed=arguments.speed,
        dies_with_parent=arguments.die_with_parent,
    )
    try:
        serve(options)
    except (OSError, OverflowError) as error:
        print(f"cannot listen on {options.host}:{options.port}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _positive(text: str) -> float:
    value = float(text)
    if not value > 0:
        raise argparse.ArgumentTypeError("must be more than 0")
    return value


if __name__ == "__main__":
    sys.exit(main())
