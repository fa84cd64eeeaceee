#!/bin/sh
# Makes a short podcast of the sample collection, and opens it where there is an app and a display.
set -eu
.venv/bin/podcast-studio generate resources/sample_collection --minutes 2 --title "Podcast Studio sample"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && .venv/bin/python -c "import podcast_studio.desktop" 2>/dev/null; then
    exec .venv/bin/podcast-studio
fi
