"""What Alembic runs around the migrations: on the connection, and in the transaction, that ``migrating`` gives it."""

from alembic import context

from spaser.committees.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
)
context.run_migrations()
