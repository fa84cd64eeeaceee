"""Alembic runs this; the connection comes from the program that opens the database."""

from __future__ import annotations

from alembic import context

from podcast_studio.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
