"""A few subjects that the scripted models really know something about.

People try a demo with the questions everybody asks; those deserve an answer that is true.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is known about one subject."""

    named_by: re.Pattern[str]
    """Finds it in a prompt."""

    short: str
    """The answer in one sentence."""

    facts: tuple[str, ...]
    """True sentences, in the order in which they are best told."""

    aside: str
    """A lighter way to say it."""

    formula: str
    """How it looks as mathematics, in TeX."""

    head: tuple[str, str]
    """The two headings of the table."""

    rows: tuple[tuple[str, str], ...]
    """The rows of the table, the best first."""


def _named(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        named_by=_named(r"\bsky\b.*\bblue\b|\bblue\b.*\bsky\b|rayleigh"),
        short="The sky is blue because air scatters blue light far more strongly than red light.",
        facts=(
            "Sunlight looks white, but it is a mixture of all the colours of the rainbow.",
            "On its way down it meets molecules of nitrogen and oxygen, which are much smaller "
            "than the wavelength of light.",
            "Such small things scatter short waves best: blue light goes astray about four times "
            "as often as red.",
            "So blue reaches your eye from every direction, while the rest comes almost straight "
            "from the sun.",
            "Violet is scattered even more, but the sun sends less of it and our eyes are less "
            "sensitive to it.",
            "In the evening the light has crossed so much air that the blue is gone, and what is "
            "left is orange and red.",
            "On the Moon, where there is no air, the sky is black at noon.",
        ),
        aside="Red light walks straight home; blue light stops to chat with every molecule.",
        formula="I \\propto \\frac{1}{\\lambda^4}",
        head=("Everyday thing", "What happens there"),
        rows=(
            ("Blue eyes", "no blue pigment: the iris scatters light, blue best of all"),
            ("Wood smoke against a dark hill", "fine particles scatter blue towards you"),
            ("Skimmed milk at the rim", "tiny droplets give it a bluish edge"),
            ("Distant mountains", "the air in between adds its own blue light"),
        ),
    ),
    Subject(
        named_by=_named(r"\btides?\b|\btidal\b"),
        short="Tides come from the Moon pulling more strongly on the near side of the Earth than "
        "on the far side.",
        facts=(
            "Gravity weakens with distance, so the Moon pulls the near ocean harder than the "
            "Earth's centre, and the centre harder than the far ocean.",
            "That difference stretches the water into two bulges, one facing the Moon and one "
            "facing away.",
            "The Earth turns underneath them, so most coasts see two high tides a day.",
            "They come about fifty minutes later every day, because the Moon has moved on.",
            "The Sun does the same with a little less than half the strength.",
            "When Sun and Moon line up, at new and full moon, the tides are highest.",
            "The shape of a coast decides the rest: a narrowing bay can turn one metre into ten.",
        ),
        aside="The ocean is not pulled up so much as stretched, like a jumper on a restless child.",
        formula="a_{\\text{tide}} \\approx \\frac{2 G M r}{d^3}",
        head=("When", "What the tide does"),
        rows=(
            ("New or full moon", "spring tide: the largest difference"),
            ("Half moon", "neap tide: the smallest difference"),
            ("About 6 hours 12 minutes after high water", "low water"),
            ("The next day", "everything some 50 minutes later"),
        ),
    ),
    Subject(
        named_by=_named(r"\bvaccin|\bimmuni[sz]"),
        short="A vaccine shows the immune system what an intruder looks like before the real one "
        "arrives.",
        facts=(
            "It carries a harmless part of a germ, a weakened germ, or the instructions for "
            "making one part of it.",
            "Immune cells notice that the part does not belong to the body and multiply the few "
            "cells that fit it.",
            "Those cells make antibodies, which stick to the intruder and mark it.",
            "When the job is done, some of them stay behind as memory cells, often for years.",
            "If the real germ comes, the answer takes hours or days instead of weeks.",
            "A sore arm or a slight fever is the rehearsal, not the illness.",
            "When enough people are protected, the germ finds no way to travel, which shields "
            "those who cannot be vaccinated.",
        ),
        aside="It is a wanted poster for the body: same face, no crime.",
        formula="p_c = 1 - \\frac{1}{R_0}",
        head=("Part", "Its job"),
        rows=(
            ("Antigen", "shows what the germ looks like"),
            ("B cells", "make antibodies that fit"),
            ("T cells", "help, and remove infected cells"),
            ("Memory cells", "remember for next time"),
        ),
    ),
    Subject(
        named_by=_named(r"\bphotosynthe|\bplants?\b.*\b(light|grow|food)\b"),
        short="Plants use the energy of light to turn water and carbon dioxide into sugar and "
        "oxygen.",
        facts=(
            "Chlorophyll in the leaves absorbs red and blue light and reflects the green, which "
            "is why leaves look green.",
            "With that energy the plant splits water, keeps the hydrogen and lets the oxygen go.",
            "In a second step, which needs no light itself, it builds sugar from carbon dioxide.",
            "The sugar is fuel and building material: most of a tree's dry weight came out of "
            "the air.",
            "At night the plant breathes as we do and uses some of its sugar up.",
            "Nearly all the oxygen in the air was made this way.",
        ),
        aside="A tree is mostly air that has been persuaded to stand still.",
        formula="6\\,CO_2 + 6\\,H_2O \\longrightarrow C_6H_{12}O_6 + 6\\,O_2",
        head=("What goes in", "What comes out"),
        rows=(
            ("Light", "energy, stored in sugar"),
            ("Water", "oxygen"),
            ("Carbon dioxide", "the carbon of the sugar"),
            ("Minerals from the soil", "what proteins and chlorophyll are made of"),
        ),
    ),
    Subject(
        named_by=_named(r"\b(large )?language models?\b|\bLLMs?\b|\bhow (does|do) (chat)?gpt\b"),
        short="A language model predicts the next piece of a text, again and again.",
        facts=(
            "It reads text as tokens, pieces of about four characters each.",
            "From all tokens so far it computes a probability for every token that could follow.",
            "One of them is drawn, appended, and the whole thing starts over.",
            "Temperature decides how often it picks something other than the likeliest token.",
            "What it knows was pressed into its weights during training; it looks nothing up "
            "unless it is given a tool.",
            "A longer answer costs more, because every token is a full pass through the model.",
            "It can be fluent and wrong at the same time, so facts deserve a second source.",
        ),
        aside="It is the world's best-read player of *guess the next word*.",
        formula="p(x_1, \\dots, x_n) = \\prod_{k=1}^{n} p(x_k \\mid x_1, \\dots, x_{k-1})",
        head=("Word", "What it means"),
        rows=(
            ("Token", "a piece of text, about four characters"),
            ("Context length", "how many tokens it can see at once"),
            ("Temperature", "how adventurous the choice is"),
            ("Time to first token", "how long you look at nothing"),
        ),
    ),
)


def subject_of(prompt: str) -> Subject | None:
    """Return the subject that the prompt names; `None` for the many that are not known."""
    line = " ".join(prompt.split())
    return next((subject for subject in SUBJECTS if subject.named_by.search(line)), None)
