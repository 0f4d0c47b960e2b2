"""The key taken out of whatever a server says, before anybody sees or logs it."""

import re

REDACTED = "[API key]"
KEY_HEAD_CHARS = 12


def redacted(text: str, key: str | None) -> str:
    """Return the text without the key, even where the text was cut in the middle of it."""
    if not key:
        return text
    if len(key) < KEY_HEAD_CHARS:
        return text.replace(key, REDACTED)
    return re.sub(re.escape(key[:KEY_HEAD_CHARS]) + r"[\w\-.]*", REDACTED, text)
