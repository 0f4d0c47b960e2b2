"""The comparison as a table: one declaration of its columns, its frame, and its CSV."""
