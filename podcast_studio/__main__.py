"""python -m podcast_studio"""

import sys

from podcast_studio.cli import main

if __name__ == "__main__":
    sys.exit(main())
