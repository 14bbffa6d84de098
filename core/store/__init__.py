"""Where everything is kept: SQL tables, the one function that changes them, and their history."""
