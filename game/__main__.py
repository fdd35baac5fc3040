"""`python -m game` is `ownit`."""

import sys

from game.cli import main

sys.exit(main())
