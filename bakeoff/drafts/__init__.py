"""What a person is about to ask: kept for them until they ask it, and never sent by itself."""
