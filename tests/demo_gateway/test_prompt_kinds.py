import pytest

from demo_gateway.prompt_kinds import kind_of, topic_of


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("Hi there!", "greeting"),
        ("hello", "greeting"),
        ("Hello everybody, how are you?", "greeting"),
        ("Hi, why is the sky blue?", "question"),
        ("Explain why the sky is blue.", "question"),
        ("Write a Python function that reverses a string", "code"),
        ("SELECT something: write the SQL query", "code"),
        ("Make a table of four planets", "table"),
        ("What is 17 * 23?", "mathematics"),
        ("Solve the quadratic x^2 = 2", "mathematics"),
        ("Give me five tips for running", "list"),
        ("List the largest cities of France", "list"),
        ("Tell me a short story about a robot", "story"),
        ("Write a haiku about rain", "poem"),
        ('Translate "good morning" into German', "translation"),
        ("Draft an e-mail to my landlord", "email"),
        ("Compare trains and planes", "comparison"),
        ("Summarise this article", "summary"),
        ("Compare REST and GraphQL in a table", "comparison"),
        ("Plan a 3-day trip to Lisbon", "journey"),
        ("Write a Python function that checks an email address", "code"),
        ("Tell me a joke", "joke"),
        ("Who are you?", "identity"),
        ("Give me names for a bakery", "list"),
        ("", "question"),
    ],
)
def test_a_prompt_is_known_by_what_it_asks_for(prompt: str, kind: str) -> None:
    assert kind_of(prompt) == kind


@pytest.mark.parametrize(
    ("prompt", "topic"),
    [
        ("Please explain to me why the sky is blue.", "why the sky is blue"),
        ("What is a monad? Use simple words.", "a monad"),
        ("Write a short story about a robot", "a robot"),
        ("Tell me a joke about cats", "cats"),
        ("How does a blockchain work?", "how a blockchain works"),
        ("Explain black holes like I'm five", "black holes"),
        ("Explain to my mother what an API is, in one line", "what an API is"),
        ("How do I choose a bicycle?", "how to choose a bicycle"),
        ("", "this"),
    ],
)
def test_the_topic_is_the_prompt_without_its_request(prompt: str, topic: str) -> None:
    assert topic_of(prompt) == topic


def test_a_topic_is_one_short_line_however_long_the_prompt() -> None:
    topic = topic_of("Explain\n" + "a very long matter " * 100)
    assert len(topic) <= 71
    assert "\n" not in topic
