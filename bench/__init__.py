"""The promises of speed, measured: each figure a ratio to a floor taken in the same run."""
