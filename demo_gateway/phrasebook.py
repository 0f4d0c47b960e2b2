"""The few phrases that the scripted models can translate."""

import re

_PHRASES = (
    "hello",
    "good morning",
    "good evening",
    "good night",
    "goodbye",
    "thank you",
    "please",
    "how are you",
    "I love you",
    "where is the station",
)
_TRANSLATIONS: dict[str, tuple[str, ...]] = {
    "french": (
        "bonjour", "bonjour", "bonsoir", "bonne nuit", "au revoir", "merci", "s'il vous plaît",
        "comment allez-vous ?", "je t'aime", "où est la gare ?",
    ),
    "german": (
        "hallo", "guten Morgen", "guten Abend", "gute Nacht", "auf Wiedersehen", "danke", "bitte",
        "wie geht es Ihnen?", "ich liebe dich", "wo ist der Bahnhof?",
    ),
    "spanish": (
        "hola", "buenos días", "buenas tardes", "buenas noches", "adiós", "gracias", "por favor",
        "¿cómo está usted?", "te quiero", "¿dónde está la estación?",
    ),
    "italian": (
        "ciao", "buongiorno", "buonasera", "buonanotte", "arrivederci", "grazie", "per favore",
        "come sta?", "ti amo", "dov'è la stazione?",
    ),
    "portuguese": (
        "olá", "bom dia", "boa tarde", "boa noite", "adeus", "obrigado", "por favor",
        "como está?", "eu te amo", "onde fica a estação?",
    ),
    "dutch": (
        "hallo", "goedemorgen", "goedenavond", "goedenacht", "tot ziens", "dank u", "alstublieft",
        "hoe gaat het met u?", "ik hou van je", "waar is het station?",
    ),
    "japanese": (
        "こんにちは", "おはようございます", "こんばんは", "おやすみなさい", "さようなら",
        "ありがとうございます", "お願いします", "お元気ですか？", "愛しています",
        "駅はどこですか？",
    ),
}  # fmt: skip
_QUOTED = re.compile(r"[\"'“‘«]([^\"“”«»]{1,80}?)[\"'”’»](?!\w)")
_UNQUOTED = re.compile(
    r"\b(?:translat\w*|how do (?:you|i) say)\s+(?:the (?:word|phrase|sentence)\s+)?:?"
    r"(.{1,80}?)\s+(?:into|to|in)\b(?=\s*\w+\W*$)"
)


def language_of(prompt: str) -> str | None:
    """Return the language that is asked for, in lower case; `None` if it is not known."""
    return next((name for name in _TRANSLATIONS if name in prompt.lower()), None)


def phrase_of(prompt: str) -> str:
    """Return what is to be translated; empty if that can't be told."""
    found = _QUOTED.search(prompt) or _UNQUOTED.search(prompt.lower())
    return found[1].strip(" :.!?") if found else ""


def known_phrases(language: str) -> dict[str, str]:
    """Return the known phrases and what they are in this language."""
    return dict(zip(_PHRASES, _TRANSLATIONS[language], strict=True))
