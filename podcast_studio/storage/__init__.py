"""SQLAlchemy tables, migrations and stores. Nobody else sees a row."""
