"""`python -m bakeoff`: a comparison without a browser."""

import sys

from bakeoff.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
