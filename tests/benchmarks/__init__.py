"""Figures of speed and memory, printed beside their targets. Nothing here asserts."""
