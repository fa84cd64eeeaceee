"""The parts of the podcast page: its making, its speakers, its turns, and what can be done with them."""
