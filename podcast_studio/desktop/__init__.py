"""The Qt shell: a window over the studio. Widgets ask the studio through one door and never wait for it."""
