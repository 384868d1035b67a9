"""PostgreSQL as built: the embedded server, addresses, roles, migrations, backup; `python -m store`."""
