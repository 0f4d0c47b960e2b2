"""Bakeoff: one prompt, many models, side by side."""
