"""Cut text into the tokens that the demo gateway streams, counts and charges.

Simple on purpose: pieces of about four characters that join up again to exactly the same text.
"""

import re

_TOKEN = re.compile(r"\s?\w{1,6}|\s?[^\w\s]{1,3}|\s+")

TOKENS_PER_MESSAGE = 4
"""What the role and the separators around one message add to the prompt, in tokens."""


def split_tokens(text: str) -> list[str]:
    """Return the tokens of the text; joined, they are the text again."""
    return _TOKEN.findall(text)


def count_tokens(text: str) -> int:
    """Return how many tokens the text has."""
    return len(_TOKEN.findall(text))
