"""Poems, jokes and the one story that the scripted models know by heart."""

Haiku = tuple[str, str, str]

HAIKU: dict[str, tuple[Haiku, ...]] = {
    r"\bautumn\b|\bfall\b|\bleaves\b|\bleaf\b": (
        ("A leaf lets go, slow;", "the pond keeps a copper coin", "for the coming cold."),
        ("Wind reads the maple", "page by page by page, until", "only the cover."),
        ("First smoke from the stove;", "outside, the geese draw one line", "under the summer."),
        ("Apples in the grass,", "each with a wasp for a king:", "short, golden kingdoms."),
    ),
    r"\bwinter\b|\bsnow\b|\bice\b": (
        ("Snow on every branch;", "the crow writes one short black word", "and crosses it out."),
        ("Breath hangs in the air,", "a word that nobody said", "slowly disappears."),
        ("The lake holds its tongue;", "skaters write on it all day", "what snow will correct."),
    ),
    r"\bspring\b|\bblossoms?\b|\bgarden\b": (
        ("The ice lets the brook", "finish what it meant to say:", "green, green, and then green."),
        ("One crocus, early,", "asks the whole street if it's time", "for lighter jackets."),
    ),
    r"\bsummer\b|\bsun\b|\bbees?\b": (
        ("Noon holds its warm breath;", "a single bee reads the rose", "from cover to end."),
        ("Long light on the wall;", "the ice in the lemonade", "tells the time in clicks."),
    ),
    r"\bcod(e|ing)\b|\bprogramm\w+\b|\bcomputers?\b|\bsoftware\b|\bbugs?\b": (
        ("The test turns to green;", "I change one innocent line", "and meet it again."),
        ("It works on my side,", "said the server to the cloud,", "and it rained all day."),
        ("Semicolon lost;", "a thousand lines hold their breath", "until it is found."),
    ),
    r"\bsea\b|\bocean\b|\bwaves?\b|\blighthouse\b|\btides?\b": (
        ("An old lighthouse blinks;", "the tide reads it like a book,", "turning every page."),
        ("Foam signs the long beach,", "reads it over, shakes its head,", "and signs it again."),
    ),
    r"\brain\w*\b|\bstorms?\b|\bweather\b": (
        ("Rain on the tin roof:", "a thousand small drummers play", "one long, patient song."),
        ("Puddles keep the sky", "as long as they can, and then", "give it back as mist."),
    ),
    r"\bcoffee\b|\btea\b|\bmorning\b": (
        ("Steam climbs from the cup;", "the morning, not quite convinced,", "sits down beside me."),
        (
            "The spoon draws a moon;",
            "it stays round for one whole turn,",
            "then milk, then morning.",
        ),
    ),
}
HAIKU_FOR_ALL: tuple[Haiku, ...] = (
    ("Between two train stops", "the whole field of sunflowers", "looks up and forgets."),
    ("A door left ajar:", "the evening walks in, sits down,", "and asks for nothing."),
    ("Dust turns in the light;", "each speck has somewhere to be", "and time to get there."),
)

VERSES = (
    (
        "A quiet thing, and yet it hums,",
        "it counts the rain upon the sill,",
        "and when the early morning comes",
        "it holds the hour, and holds it still.",
    ),
    (
        "The street forgets the names it knew,",
        "a window learns the shape of light,",
        "and what was old comes round as new",
        "and folds the corner of the night.",
    ),
)

JOKES = (
    ("Why do programmers prefer the dark?", "Because light attracts bugs."),
    ("A SQL query walks into a bar and goes up to two tables.", "“May I join you?”"),
    ("There are 10 kinds of people:", "those who read binary, and those who don't."),
    ("Why did the developer run out of money?", "They had used up all their cache."),
    ("I would tell you a joke about UDP,", "but you might not get it."),
    ("What do you call a language model that never lies?", "Simulated."),
)

STORY_FIRST = (
    "“A story about {topic}?” said the keeper of the lighthouse at Carrow Point. “I know only one "
    "that is true, and it begins with a key.”"
)
STORY_MIDDLE = (
    "The lamp had been dark for eleven years when Ines found it.",
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
STORY_LAST = (
    "“And where,” asked the child, “does {topic} come in?” The keeper smiled. “That is the part "
    "you tell me tomorrow.”"
)
