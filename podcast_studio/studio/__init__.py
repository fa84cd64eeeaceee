"""The application that every shell calls."""
