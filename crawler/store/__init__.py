"""The one database: schema, migrations, transactions."""
