"""One adapter per library, each behind a port. Heavy imports happen on first use."""
