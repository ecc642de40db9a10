"""The database: the only room that knows SQLAlchemy, Alembic and the SQLite driver."""
