"""Answer what no script can: say so, and explain the demo truthfully, in the style of a model."""

from collections.abc import Iterator
from random import Random

from demo_gateway import phrases
from demo_gateway.persona import Style
from demo_gateway.tokens import count_tokens

_WITH_HEADINGS: frozenset[Style] = frozenset({"thorough", "technical", "formal"})


def write_about_the_demo(topic: str, *, style: Style, tokens: int, random: Random) -> str:
    """Return an answer of about this many tokens that admits to know nothing of the topic."""
    opening = random.choice(phrases.OPENINGS[style]).format(topic=topic)
    blocks = [opening[0].upper() + opening[1:]]
    closing = random.choice(phrases.CLOSINGS[style])
    size = count_tokens(blocks[0]) + count_tokens(closing)
    for block in _blocks(style, random):
        if size >= tokens:
            break
        blocks.append(block)
        size += count_tokens(block)
    return "\n\n".join([*blocks, closing])


def _blocks(style: Style, random: Random) -> Iterator[str]:
    # Nothing is said twice.
    own = random.sample(phrases.SENTENCES[style], len(phrases.SENTENCES[style]))
    if own:
        yield " ".join(own)
    sections = random.sample(phrases.SECTIONS, len(phrases.SECTIONS))
    if style == "bulleted":
        sections = random.sample(phrases.BULLETS, len(phrases.BULLETS)) + sections
    for heading, sentences in sections:
        if style == "bulleted":
            yield "\n".join((f"**{heading}**\n", *(f"- {line}" for line in sentences)))
        elif style in _WITH_HEADINGS:
            yield f"## {heading}\n\n{' '.join(sentences)}"
        else:
            yield " ".join(sentences)
