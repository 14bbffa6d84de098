"""Records in and out of files and clipboards."""
