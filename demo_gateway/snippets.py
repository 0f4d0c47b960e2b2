"""Code that the scripted models know by heart; tests run the Python of it."""

import re
from random import Random
from typing import NamedTuple


class Snippet(NamedTuple):
    """A piece of code, what it does, and what is worth knowing about it."""

    language: str
    does: str
    named_by: str
    code: str
    remark: str
    example: str = ""


SNIPPETS: tuple[Snippet, ...] = (
    Snippet(
        "python",
        "tests whether a number is prime",
        r"\bprimes?\b",
        "def is_prime(number: int) -> bool:\n"
        '    """Return whether the number has no divisor but 1 and itself."""\n'
        "    if number < 2:\n"
        "        return False\n"
        "    divisor = 2\n"
        "    while divisor * divisor <= number:\n"
        "        if number % divisor == 0:\n"
        "            return False\n"
        "        divisor += 1\n"
        "    return True\n",
        "It is enough to try divisors up to $\\sqrt{n}$: of two factors, one is not above it.",
        ">>> is_prime(97)\n"
        "True\n"
        ">>> [number for number in range(20) if is_prime(number)]\n"
        "[2, 3, 5, 7, 11, 13, 17, 19]\n",
    ),
    Snippet(
        "python",
        "reverses a string",
        r"\brevers\w+\b|\bbackwards?\b",
        "def reverse(text: str) -> str:\n"
        '    """Return the text from its last character to its first."""\n'
        "    return text[::-1]\n",
        "The slice goes through the text with a step of -1. An accent that is a character of its "
        "own ends up on its neighbour.",
        ">>> reverse('stressed')\n'desserts'\n",
    ),
    Snippet(
        "python",
        "tells whether a text is a palindrome",
        r"\bpalindrom\w*\b",
        "def is_palindrome(text: str) -> bool:\n"
        '    """Return whether the letters read the same both ways."""\n'
        "    letters = [letter.casefold() for letter in text if letter.isalnum()]\n"
        "    return letters == letters[::-1]\n",
        "Spaces, punctuation and case are left out first: “Never odd or even” counts.",
        ">>> is_palindrome('Never odd or even')\nTrue\n",
    ),
    Snippet(
        "python",
        "gives the Fibonacci numbers",
        r"\bfibonacci\b",
        "def fibonacci(count: int) -> list[int]:\n"
        '    """Return the first `count` Fibonacci numbers."""\n'
        "    numbers: list[int] = []\n"
        "    current, following = 0, 1\n"
        "    for _ in range(count):\n"
        "        numbers.append(current)\n"
        "        current, following = following, current + following\n"
        "    return numbers\n",
        "A loop with two variables is enough; the plain recursion would take exponential time.",
        ">>> fibonacci(10)\n[0, 1, 1, 2, 3, 5, 8, 13, 21, 34]\n",
    ),
    Snippet(
        "python",
        "computes a factorial",
        r"\bfactorial\b|\brecurs\w+\b",
        "def factorial(number: int) -> int:\n"
        '    """Return the product of all whole numbers from 1 to `number`."""\n'
        "    if number < 0:\n"
        '        raise ValueError(f"there is no factorial of {number}")\n'
        "    return 1 if number == 0 else number * factorial(number - 1)\n",
        "The base case is 0. Python stops about a thousand calls deep; `math.factorial` does not.",
        ">>> factorial(5)\n120\n",
    ),
    Snippet(
        "python",
        "plays FizzBuzz",
        r"\bfizz ?buzz\b",
        "def fizzbuzz(last: int) -> list[str]:\n"
        '    """Return what is called out from 1 to `last`."""\n'
        "    calls = []\n"
        "    for number in range(1, last + 1):\n"
        '        call = "Fizz" * (number % 3 == 0) + "Buzz" * (number % 5 == 0)\n'
        "        calls.append(call or str(number))\n"
        "    return calls\n",
        "A multiple of 15 gets both words, without a case of its own.",
        ">>> fizzbuzz(5)\n['1', '2', 'Fizz', '4', 'Buzz']\n",
    ),
    Snippet(
        "python",
        "finds a value in a sorted list",
        r"\bbinary search\b|\bsearch\w*\b",
        "def find(items: list[int], wanted: int) -> int | None:\n"
        '    """Return where the value stands in the sorted items, `None` if nowhere."""\n'
        "    low, high = 0, len(items)\n"
        "    while low < high:\n"
        "        middle = (low + high) // 2\n"
        "        if items[middle] < wanted:\n"
        "            low = middle + 1\n"
        "        else:\n"
        "            high = middle\n"
        "    return low if low < len(items) and items[low] == wanted else None\n",
        "Each look halves what is left: a million items take twenty looks.",
        ">>> find([2, 3, 5, 8], 5)\n2\n",
    ),
    Snippet(
        "python",
        "sorts a list",
        r"\bsort\w*\b",
        "def merge_sort(items: list[int]) -> list[int]:\n"
        '    """Return the items in order, smallest first."""\n'
        "    if len(items) < 2:\n"
        "        return items[:]\n"
        "    half = len(items) // 2\n"
        "    left, right = merge_sort(items[:half]), merge_sort(items[half:])\n"
        "    merged: list[int] = []\n"
        "    while left and right:\n"
        "        merged.append((left if left[0] <= right[0] else right).pop(0))\n"
        "    return merged + left + right\n",
        "In earnest use `sorted`; this one shows how $n \\log n$ comes about.",
        ">>> merge_sort([3, 1, 2])\n[1, 2, 3]\n",
    ),
    Snippet(
        "python",
        "counts words",
        r"\bcount\w*\b|\bwords?\b",
        "from collections import Counter\n\n\n"
        "def most_common_words(text: str, *, count: int = 10) -> list[tuple[str, int]]:\n"
        '    """Return the words that occur most often, ignoring case."""\n'
        '    words = (word.strip(".,;:!?").lower() for word in text.split())\n'
        "    return Counter(word for word in words if word).most_common(count)\n",
        "`Counter` does the counting; the generator keeps one word in memory at a time.",
        ">>> most_common_words('To be or not to be', count=2)\n[('to', 2), ('be', 2)]\n",
    ),
    Snippet(
        "python",
        "checks an e-mail address",
        r"\be-?mails?\b|\bregex\b|\bregular expression\b|\bvalidat\w+\b",
        "import re\n\n"
        'ADDRESS = re.compile(r"[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+")\n\n\n'
        "def looks_like_an_address(text: str) -> bool:\n"
        '    """Return whether the text could be an e-mail address."""\n'
        "    return ADDRESS.fullmatch(text) is not None\n",
        "The only real test is to send a message to it; the pattern catches slips of the finger.",
        ">>> looks_like_an_address('ann@example.org')\n"
        "True\n"
        ">>> looks_like_an_address('ann@example')\n"
        "False\n",
    ),
    Snippet(
        "python",
        "reads a CSV file",
        r"\bcsv\b|\bfiles?\b|\bread\w*\b",
        "import csv\n"
        "from pathlib import Path\n\n\n"
        "def read_rows(path: Path) -> list[dict[str, str]]:\n"
        '    """Return the rows of a CSV file, by the names in its first line."""\n'
        '    with path.open(newline="", encoding="utf-8-sig") as file:\n'
        "        return list(csv.DictReader(file))\n",
        '`newline=""` leaves line ends inside cells alone; `utf-8-sig` drops a byte order mark.',
    ),
    Snippet(
        "javascript",
        "waits until somebody has stopped typing",
        r"\bdebounc\w*\b",
        "export function debounce(call, waitMs) {\n"
        "  let timer;\n"
        "  return (...args) => {\n"
        "    clearTimeout(timer);\n"
        "    timer = setTimeout(() => call(...args), waitMs);\n"
        "  };\n"
        "}\n",
        "Only the last call within `waitMs` gets through.",
    ),
    Snippet(
        "javascript",
        "reverses a string",
        r"\brevers\w+\b|\bbackwards?\b",
        "export const reverse = (text) => [...text].reverse().join('');\n",
        "Spreading the text first keeps an emoji in one piece; `split('')` would cut it in two.",
    ),
    Snippet(
        "sql",
        "finds the best customers",
        r"\bcustomers?\b|\borders?\b|\btop\b",
        "SELECT customer_id,\n"
        "       COUNT(*)    AS orders,\n"
        "       SUM(amount) AS revenue\n"
        "FROM orders\n"
        "WHERE ordered_at >= DATE '2026-01-01'\n"
        "GROUP BY customer_id\n"
        "HAVING COUNT(*) > 3\n"
        "ORDER BY revenue DESC\n"
        "LIMIT 20;\n",
        "`HAVING` filters the groups, `WHERE` the rows that go into them.",
    ),
    Snippet(
        "bash",
        "packs old log files",
        r"\blogs?\b|\bzip\w*\b|\bfiles?\b",
        "#!/usr/bin/env bash\n"
        "set -euo pipefail\n\n"
        "find . -type f -name '*.log' -mtime +7 -print0 |\n"
        "  xargs -0 --no-run-if-empty gzip --best\n",
        "`-print0` and `-0` keep names with spaces in one piece.",
    ),
)
_LANGUAGES = {
    "javascript": re.compile(r"\bjava ?script\b|\btypescript\b|\bnode\b", re.IGNORECASE),
    "sql": re.compile(r"\bsql\b|\bquery\b|\bdatabase\b", re.IGNORECASE),
    "bash": re.compile(r"\bbash\b|\bshell\b|\bcommand line\b", re.IGNORECASE),
}


def snippet_for(prompt: str, random: Random) -> tuple[Snippet, bool]:
    """Return the snippet closest to the prompt, and whether it is what was asked for."""
    language = next((name for name, word in _LANGUAGES.items() if word.search(prompt)), "python")
    known = [one for one in SNIPPETS if one.language == language]
    fitting = [one for one in known if re.search(one.named_by, prompt, re.IGNORECASE)]
    return (fitting[0], True) if fitting else (random.choice(known), False)
