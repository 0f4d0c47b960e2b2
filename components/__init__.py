"""Everything that draws, and nothing that decides."""
