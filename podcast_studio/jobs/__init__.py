"""The queue: claiming, retries, recovery and the worker pool. Knows handlers, never what a podcast is."""
