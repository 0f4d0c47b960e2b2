"""The sentences, snippets and worked examples that scripted answers are put together from.

Data only; `{topic}` stands for what the prompt is about.
"""

from demo_gateway.persona import Style

OPENINGS: dict[Style, tuple[str, ...]] = {
    "concise": ("In short:", "Briefly:", "The gist:"),
    "thorough": (
        "Let us take **{topic}** step by step, from the plain idea to what follows from it.",
        "There is more to **{topic}** than fits in one line, so here is the whole picture.",
        "A good way into **{topic}** is to ask what it is for, how it works, and where it stops.",
    ),
    "bulleted": ("**{topic}**, point by point:", "What matters about **{topic}**:"),
    "formal": (
        "The following sets out the principal considerations concerning {topic}.",
        "With regard to {topic}, three observations are in order.",
    ),
    "playful": (
        "Ooh, *{topic}*! One of my favourites 🎉",
        "Pull up a chair, because *{topic}* is more fun than it sounds 🙂",
    ),
    "technical": (
        "Treating {topic} as a system: inputs, a process, outputs, and a failure mode.",
        "A precise account of {topic} starts with its terms.",
    ),
}

CLOSINGS: dict[Style, tuple[str, ...]] = {
    "concise": ("That is all there is to it.", "The rest is detail."),
    "thorough": (
        "If one thing is worth keeping from all this, it is the order of the steps: first what, "
        "then how, and only then how much.",
        "Ask about any one of these parts and I will go deeper into it.",
    ),
    "bulleted": ("> Start with the first point; the others follow from it.",),
    "formal": (
        "Further detail can be supplied on request.",
        "These considerations should be reviewed whenever the circumstances change.",
    ),
    "playful": (
        "And that is the whole show. Encore? 🎭",
        "Now go and impress somebody with it! ✨",
    ),
    "technical": (
        "Measure before changing anything; intuition about the bottleneck is usually wrong.",
        "Edge cases are where an explanation like this earns its keep: test those first.",
    ),
}

HEADINGS = (
    "The idea",
    "How it works",
    "Why it matters",
    "Where it goes wrong",
    "A worked example",
    "What to do next",
    "In practice",
    "A common mistake",
)

SENTENCES: dict[Style, tuple[str, ...]] = {
    "concise": (
        "It has a cause, a mechanism and a limit.",
        "The cause is simple; the consequences are not.",
        "Small changes at the start make large ones at the end.",
        "Most confusion comes from mixing up two of its parts.",
        "Try the smallest case first.",
    ),
    "thorough": (
        "The first thing to notice is that several effects act at once, and that they do not all "
        "pull in the same direction.",
        "It helps to picture the smallest case that still shows the effect, because nothing can "
        "hide in it.",
        "What looks like one question is really two: what happens, and why it happens *there* "
        "rather than somewhere else.",
        "Each step depends only on the one before it, so that a mistake can be found by walking "
        "back.",
        "Measurements bear this out, although the numbers differ from case to case.",
        "People who meet it for the first time tend to overrate the visible part and to underrate "
        "the slow one.",
        "Seen from a distance the pattern is regular; up close it is full of exceptions, and the "
        "exceptions are what make it useful.",
        "None of this needs special equipment, only patience and a way to write things down.",
        "A useful test is to ask what would have to be different for the opposite to be true.",
        "The textbook case leaves out friction, haste and money, which is why practice looks "
        "messier than theory.",
        "There is a short answer that is almost right and a long one that is right; most people "
        "need the first and should know that the second exists.",
        "History matters here as well: some of the arrangement is there only because it came "
        "first.",
        "If two explanations fit equally well, the one that predicts something new is worth more.",
        "Beyond a certain size the parts begin to get in each other's way, and more becomes less.",
        "It is tempting to look for a single cause; usually there is a chain of them, and the "
        "weakest link decides.",
        "Experts disagree about the details and hardly at all about the outline.",
        "A small experiment settles more than a long discussion.",
        "Numbers help only when it is clear what they count.",
        "The rule has a well-known exception, and knowing when it applies is most of the skill.",
        "Once this is understood, the rest follows almost by itself.",
    ),
    "bulleted": (
        "**Cause** before effect: say what starts it.",
        "**Scale** matters: what holds for ten may fail for ten thousand.",
        "**Timing** decides more than effort does.",
        "**Limits** are part of the answer, not a footnote.",
        "**Evidence**: one example for, one against.",
        "**Next step**: the cheapest one that could prove you wrong.",
        "**Order**: what comes first decides what is still possible later.",
        "**Parts**: three that matter, the others are decoration.",
        "**Trade-off**: faster, cheaper, better; choose two.",
        "**Myth**: that there is one right way to do it.",
        "**Rule of thumb**: if it needs a manual, it needs a redesign.",
        "**Exception**: the rare case that everybody remembers.",
        "**Measure**: one number, written down every week.",
        "**People**: whoever has to live with it should be asked first.",
        "**History**: it is the way it is because somebody was in a hurry.",
    ),
    "formal": (
        "It is generally accepted that the underlying mechanism is gradual rather than sudden.",
        "The available evidence, while not conclusive, is consistent with this account.",
        "Care should be taken to distinguish the phenomenon itself from its usual description.",
        "In the majority of cases the effect is modest; in a minority it is decisive.",
        "Responsibility for the outcome rests with whoever controls the first step.",
    ),
    "playful": (
        "Imagine a crowd of very determined snails, and you are nearly there 🐌.",
        "The sensible-sounding answer is wrong, which is the best kind of wrong.",
        "Nobody tells you the funny part: it works *because* of the mess, not in spite of it.",
        "Think of it as a recipe where the oven does most of the thinking.",
        "If that seems backwards, good, it seemed backwards to everybody at first.",
    ),
    "technical": (
        "Let the state be whatever must be known to predict the next step; here it is small.",
        "The process is monotone until the first threshold and oscillates after it.",
        "Cost grows roughly with $n \\log n$, so doubling the input a little more than doubles the "
        "work.",
        "The invariant: nothing is created between input and output, only rearranged.",
        "Failure is detectable at the boundary, where the two representations must agree.",
        "A cache helps only if the same key comes back sooner than it expires.",
    ),
}

LIST_ITEMS = (
    ("Start small", "one afternoon, one page, one person who will use it."),
    ("Write down the goal", "a sentence that a stranger could check."),
    ("Remove before you add", "the cheapest part is the one that is not there."),
    ("Measure twice", "once before, so that there is something to compare with."),
    ("Ask somebody who has done it", "ten minutes of theirs save a week of yours."),
    ("Set a date", "an idea without one is a wish."),
    ("Keep the first version", "it shows how far you have come."),
    ("Plan for the boring part", "it takes most of the time."),
    ("Make mistakes cheap", "then make many of them."),
    ("Share it early", "silence teaches nothing."),
    ("Name things well", "half of thinking is finding the word."),
    ("Stop on time", "good enough today beats perfect next month."),
)

TABLE_ROWS = (
    ("Baseline", "low", "12", "none needed"),
    ("Quick win", "low", "34", "good first step"),
    ("Standard", "medium", "58", "what most people choose"),
    ("Extended", "medium", "71", "worth it above a certain size"),
    ("Premium", "high", "83", "only with support"),
    ("Experimental", "high", "90", "**not** for production"),
    ("Fallback", "low", "21", "keep it ready"),
    ("Legacy", "medium", "40", "until it is replaced"),
)

COMPARED = (
    ("Effort to begin", "low", "medium"),
    ("Upkeep", "medium", "low"),
    ("Cost over a year", "higher", "lower"),
    ("Good for beginners", "yes", "with help"),
    ("Grows with you", "up to a point", "yes"),
    ("Usual complaint", "too simple", "too much choice"),
)

STORY_BEATS = (
    "The lighthouse at Carrow Point had been dark for eleven years when Ines found the key.",
    "It hung where keys always hang in stories, behind the one picture nobody liked.",
    "“You will want a coat,” said the ferryman, who had not been asked.",
    "The stairs counted themselves under her feet: ninety-one, ninety-two, and then, against all "
    "arithmetic, ninety-two again.",
    "At the top there was no lamp, only a table, a chair, and a letter addressed in her own hand.",
    "Outside, the fog leaned on the glass like an audience.",
    "She read it twice, and the second time it said something else.",
    "When the light came on, every boat in the harbour turned its head.",
    "By morning the sea had put everything back, except for one small, stubborn star.",
    "“Well,” said Ines to the gulls, “that is *one* way to send an invitation.”",
)

POEM_LINES = (
    "A quiet thing, and yet it hums,",
    "it counts the rain upon the sill,",
    "and when the early morning comes",
    "it holds the hour, and holds it still.",
    "The street forgets the names it knew,",
    "a window learns the shape of light,",
    "and what was old comes round as new",
    "and folds the corner of the night.",
)

HAIKU = (
    ("An old lighthouse blinks;", "the tide reads it like a book,", "turning every page."),
    ("Rain on the tin roof:", "a thousand small drummers play", "one long, patient song."),
    ("Between two train stops", "the whole field of sunflowers", "looks up and forgets."),
)

PHRASEBOOK: dict[str, dict[str, str]] = {
    "french": {"hello": "bonjour", "thank you": "merci", "good morning": "bonjour"},
    "german": {"hello": "hallo", "thank you": "danke", "good morning": "guten Morgen"},
    "spanish": {"hello": "hola", "thank you": "gracias", "good morning": "buenos días"},
    "italian": {"hello": "ciao", "thank you": "grazie", "good morning": "buongiorno"},
    "japanese": {"hello": "こんにちは", "thank you": "ありがとう", "good morning": "おはよう"},
}

SNIPPETS: tuple[tuple[str, str, str], ...] = (
    (
        "python",
        "def primes_below(limit: int) -> list[int]:\n"
        '    """Return the primes below `limit`, smallest first."""\n'
        "    is_prime = [True] * limit\n"
        "    for number in range(2, int(limit**0.5) + 1):\n"
        "        if is_prime[number]:\n"
        "            for multiple in range(number * number, limit, number):\n"
        "                is_prime[multiple] = False\n"
        "    return [n for n in range(2, limit) if is_prime[n]]\n",
        "The sieve crosses out multiples once, so it takes about $n \\log \\log n$ steps.",
    ),
    (
        "python",
        "from collections import Counter\n\n\n"
        "def most_common_words(text: str, *, count: int = 10) -> list[tuple[str, int]]:\n"
        '    """Return the words that occur most often, ignoring case."""\n'
        '    words = (word.strip(".,;:!?").lower() for word in text.split())\n'
        "    return Counter(word for word in words if word).most_common(count)\n",
        "`Counter` does the counting; the generator keeps only one word in memory at a time.",
    ),
    (
        "python",
        "def chunked(items: list[int], size: int) -> list[list[int]]:\n"
        '    """Return the items in runs of `size`; the last run may be shorter."""\n'
        "    if size < 1:\n"
        '        raise ValueError(f"size must be positive, not {size}")\n'
        "    return [items[start : start + size] for start in range(0, len(items), size)]\n",
        "The guard comes first: `range` with a step of zero would fail with a worse message.",
    ),
    (
        "javascript",
        "export function debounce(call, waitMs) {\n"
        "  let timer;\n"
        "  return (...args) => {\n"
        "    clearTimeout(timer);\n"
        "    timer = setTimeout(() => call(...args), waitMs);\n"
        "  };\n"
        "}\n",
        "Only the last call within `waitMs` gets through.",
    ),
    (
        "sql",
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
    (
        "bash",
        "#!/usr/bin/env bash\n"
        "set -euo pipefail\n\n"
        "find . -type f -name '*.log' -mtime +7 -print0 |\n"
        "  xargs -0 --no-run-if-empty gzip --best\n",
        "`-print0` and `-0` keep names with spaces in one piece.",
    ),
)

WORKED_MATHEMATICS = (
    "To solve $ax^2 + bx + c = 0$ with $a \\neq 0$, complete the square:\n\n"
    "$$x = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}$$\n\n"
    "The sign of the discriminant $\\Delta = b^2 - 4ac$ says how many real roots there are.",
    "Integrate by parts with $u = x$ and $v' = e^x$:\n\n"
    "$$\\int x e^x \\, dx = x e^x - \\int e^x \\, dx = (x - 1)e^x + C$$\n\n"
    "Differentiating $(x - 1)e^x$ gives $x e^x$ back, as it should.",
    "Multiply the sum $S = 1 + q + q^2 + \\dots + q^{n}$ by $q$ and subtract:\n\n"
    "$$S = \\frac{1 - q^{n+1}}{1 - q}, \\qquad q \\neq 1$$\n\n"
    "For $|q| < 1$ and $n \\to \\infty$ this tends to $\\frac{1}{1 - q}$.",
    "With $n$ people, the chance that two share a birthday is\n\n"
    "$$P(n) = 1 - \\prod_{k=0}^{n-1} \\left(1 - \\frac{k}{365}\\right)$$\n\n"
    "and $P(23) \\approx 0.507$ is already more than one half.",
)

THOUGHTS = (
    "The request is about {topic}. ",
    "Let me think about what is really being asked. ",
    "There are two readings; the more useful one is the practical one. ",
    "First I should recall the basic facts, then check whether they fit together. ",
    "A short example would help, and a warning about the usual mistake. ",
    "I could go into the history, but nobody asked for it. ",
    "Let me check the order of the steps once more: cause, mechanism, consequence. ",
    "That holds. Now the length: long enough to be useful, short enough to be read. ",
    "I will start with the plain answer and put the details after it. ",
)
