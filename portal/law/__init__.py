"""The law as pure functions and data: no framework, no database, no clock."""
