"""The steps that bring an older database to today's tables.

`HEAD` is the newest: a start on a current database compares it and loads no Alembic.
"""

HEAD = "0014"
