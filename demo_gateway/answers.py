"""Write the scripted answers: what is said depends on the prompt, how depends on the model.

Deterministic: the same prompt, style, length and random source always give the same text. What a
script can't know it does not make up: it says so, and tells the truth about the demo instead.
"""

from collections.abc import Callable
from random import Random

from demo_gateway import phrases
from demo_gateway.exact_answers import Worked, exact_answer
from demo_gateway.persona import Style
from demo_gateway.prompt_kinds import READ_UP_TO, Kind, kind_of, topic_of
from demo_gateway.subject_answers import write_about
from demo_gateway.subjects import subject_of
from demo_gateway.tokens import count_tokens, split_tokens
from demo_gateway.unknown_answers import write_about_the_demo
from demo_gateway.writers import (
    write_code,
    write_comparison,
    write_email,
    write_joke,
    write_journey,
    write_list,
    write_mathematics,
    write_poem,
    write_story,
    write_summary,
    write_table,
    write_translation,
)

Writer = Callable[[str, Style, Random], str | None]


def write_answer(prompt: str, *, style: Style, tokens: tuple[int, int], random: Random) -> str:
    """Return an answer to the prompt, of about the given number of tokens if it can be."""
    kind = kind_of(prompt)
    if kind in _SAID:
        return random.choice(_SAID[kind][style])
    if kind == "story":
        return write_story(prompt, tokens=random.randint(*tokens), random=random)
    exact = exact_answer(prompt[:READ_UP_TO]) if kind in _MAY_BE_EXACT else None
    if exact is not None:
        return _worked_out(exact, style)
    subject = subject_of(prompt) if kind in _MAY_BE_SUBJECTS else None
    if subject is not None:
        return write_about(subject, prompt, style=style, tokens=tokens, random=random)
    known = _WRITERS[kind](prompt, style, random) if kind in _WRITERS else None
    return known or write_about_the_demo(
        topic_of(prompt), style=style, tokens=random.randint(*tokens), random=random
    )


def _worked_out(found: Worked, style: Style) -> str:
    if style == "concise" or not found.working:
        return found.answer
    match style:
        case "playful":
            return f"Drum roll… 🥁\n\n{found.working}\n\n{found.answer} 🎉"
        case "bulleted":
            return f"**The working**\n\n{found.working}\n\n**The answer**\n\n- {found.answer}"
        case "formal":
            return f"The result is obtained as follows.\n\n{found.working}\n\n{found.answer}"
        case "thorough":
            return (
                f"Here is the working, so that you can check it.\n\n{found.working}\n\n"
                f"{found.answer} Even a simulated model can do that."
            )
    return f"{found.working}\n\n{found.answer}"


def write_thoughts(prompt: str, *, tokens: int, random: Random) -> str:
    """Return reasoning about the prompt, of at least the given number of tokens."""
    topic = topic_of(prompt)
    first, *others = phrases.THOUGHTS
    thoughts = first.format(topic=topic)
    while count_tokens(thoughts) < tokens:
        thoughts += random.choice(others)
    return thoughts


def write_refusal(prompt: str) -> str:
    """Return a polite refusal."""
    return (
        f"I'm sorry, but I can't help with {topic_of(prompt)}. I am the demo model that always "
        "refuses, so that you can see what a refusal looks like."
    )


def write_without_end(prompt: str, *, tokens: int, random: Random) -> str:
    """Return exactly the given number of tokens, cut off in mid-sentence."""
    text = f"Where to begin with {topic_of(prompt)}? At the beginning, and then on and on:"
    while count_tokens(text) < tokens + 8:
        _, sentences = random.choice(phrases.SECTIONS)
        text += " " + random.choice(sentences)
    return "".join(split_tokens(text)[:tokens]).rstrip()


_SAID: dict[Kind, dict[Style, tuple[str, ...]]] = {
    "greeting": phrases.GREETINGS,
    "identity": phrases.IDENTITY,
}
_MAY_BE_EXACT: frozenset[Kind] = frozenset({"mathematics", "question", "list", "code"})
_MAY_BE_SUBJECTS: frozenset[Kind] = frozenset({"question", "table", "list", "summary"})
_WRITERS: dict[Kind, Writer] = {
    "code": write_code,
    "table": write_table,
    "mathematics": write_mathematics,
    "translation": write_translation,
    "poem": write_poem,
    "joke": write_joke,
    "email": write_email,
    "journey": write_journey,
    "list": write_list,
    "comparison": write_comparison,
    "summary": write_summary,
}
