"""The player: embedded at the bottom, always there."""
