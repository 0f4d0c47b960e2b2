"""Pairs that people like to have compared, with facts about both."""

import re
from typing import NamedTuple


class Comparison(NamedTuple):
    """Two things and how they differ."""

    named_by: tuple[re.Pattern[str], re.Pattern[str]]
    names: tuple[str, str]
    rows: tuple[tuple[str, str, str], ...]
    verdict: str


def _both(one: str, other: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE)


KNOWN_COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        _both(r"\bREST\b", r"\bgraphql\b"),
        ("REST", "GraphQL"),
        (
            ("Addresses", "one for each resource", "one for everything"),
            ("What comes back", "what the server decides", "the fields that were asked for"),
            ("Caching", "HTTP does it", "up to the client"),
            ("Errors", "HTTP status codes", "a list in the body, mostly with status 200"),
            ("Good for", "public, simple APIs", "screens that need data from many places"),
        ),
        "Begin with REST; move to GraphQL when clients keep asking for different fields.",
    ),
    Comparison(
        _both(r"\bpython\b", r"\bjava ?script\b|\bnode\b"),
        ("Python", "JavaScript"),
        (
            ("Runs in", "an interpreter you install", "every browser, and Node.js"),
            ("Blocks", "indentation", "braces"),
            ("Strong in", "data, science, scripts", "web pages and their servers"),
            ("Packages", "PyPI", "npm"),
            ("Numbers", "integers of any size", "64-bit floats, and BigInt"),
        ),
        "Choose by where the program runs: in a browser there is no choice.",
    ),
    Comparison(
        _both(r"\bSQL\b|\brelational\b|\bpostgres\w*", r"\bno-?sql\b|\bmongo\w*|\bdocument\b"),
        ("SQL database", "Document database"),
        (
            ("Data", "rows in tables", "documents, nested at will"),
            ("Schema", "declared beforehand", "up to the application"),
            ("Joins", "a strength", "mostly avoided"),
            ("Transactions", "always", "often within one document"),
            ("Good for", "data with many relations", "data that is read as a whole"),
        ),
        "If in doubt, take the SQL database: it says no to bad data early.",
    ),
    Comparison(
        _both(r"\btea\b", r"\bcoffee\b"),
        ("tea", "coffee"),
        (
            ("Caffeine in a cup", "about 30 to 50 mg", "about 80 to 100 mg"),
            ("Made from", "leaves", "roasted seeds"),
            ("Time to make", "3 to 5 minutes", "half a minute to 5 minutes"),
            ("Water", "70 to 100 °C, by the kind", "about 93 °C"),
        ),
        "Coffee wakes you faster; tea keeps you company longer.",
    ),
    Comparison(
        _both(r"\bcats?\b", r"\bdogs?\b"),
        ("cat", "dog"),
        (
            ("Needs a walk", "no", "several times a day"),
            ("Alone for a day", "usually content", "seldom content"),
            ("Hours asleep", "12 to 16", "10 to 14"),
            ("Comes when called", "after thinking about it", "usually"),
        ),
        "Choose by how much of your day you want to share.",
    ),
    Comparison(
        _both(r"\belectric\b|\bEVs?\b", r"\bpetrol\b|\bgas(oline)?\b|\bdiesel\b|\bcombustion\b"),
        ("Electric car", "Petrol car"),
        (
            ("Filling up", "minutes to hours", "minutes"),
            ("Energy that reaches the wheels", "most of it", "about a quarter"),
            ("Moving parts in the engine", "few", "hundreds"),
            ("Fumes where it drives", "none", "yes"),
            ("Price to buy", "often higher", "often lower"),
        ),
        "Where you can charge at home, the electric one is the easier to live with.",
    ),
    Comparison(
        _both(r"\bTCP\b", r"\bUDP\b"),
        ("TCP", "UDP"),
        (
            ("Connection", "set up first", "none"),
            ("Lost packets", "sent again", "lost"),
            ("Order", "kept", "not kept"),
            ("Good for", "web pages, files, mail", "calls, games, DNS"),
        ),
        "TCP when everything must arrive, UDP when late is worse than lost.",
    ),
    Comparison(
        _both(r"\bremote\b|\bhome office\b|\bfrom home\b", r"\boffice\b"),
        ("Working from home", "Working in an office"),
        (
            ("Way to work", "none", "part of the day"),
            ("Quiet hours", "more, if the home allows", "fewer"),
            ("Chance meetings", "must be arranged", "happen"),
            ("New colleagues", "find their way more slowly", "find their way faster"),
        ),
        "Most teams that tried both ended up with some of each.",
    ),
)

OPEN_QUESTIONS = (
    "What is it for?",
    "What does it cost, to begin and to keep?",
    "Who near you knows it well?",
    "What would make you give it up?",
)


def known_comparison(prompt: str) -> Comparison | None:
    """Return the pair that the prompt names; `None` for the many that are not known."""
    return next(
        (
            pair
            for pair in KNOWN_COMPARISONS
            if all(pattern.search(prompt) for pattern in pair.named_by)
        ),
        None,
    )
