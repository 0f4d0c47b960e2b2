"""The few subjects that the scripted models really know something about.

People try a demo with the questions everybody asks; those deserve an answer that is true.
"""

from demo_gateway.natural_subjects import NATURAL
from demo_gateway.subject import Subject
from demo_gateway.technical_subjects import TECHNICAL

SUBJECTS: tuple[Subject, ...] = (*NATURAL, *TECHNICAL)
_READ_UP_TO = 1_000


def subject_of(prompt: str) -> Subject | None:
    """Return the subject that the prompt names; `None` for the many that are not known."""
    # What a prompt is about is said early, and a search through megabytes would stop all streams.
    line = " ".join(prompt[:_READ_UP_TO].split())
    return next((subject for subject in SUBJECTS if subject.named_by.search(line)), None)
