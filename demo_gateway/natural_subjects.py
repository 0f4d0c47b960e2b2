"""What the scripted models know about nature."""

from demo_gateway.subject import Subject, named

NATURAL: tuple[Subject, ...] = (
    Subject(
        named_by=named(r"\bsky\b.*\bblue\b|\bblue\b.*\bsky\b|rayleigh"),
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
        named_by=named(r"\btides?\b|\btidal\b"),
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
        named_by=named(r"\bvaccin|\bimmuni[sz]"),
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
        named_by=named(r"\bphotosynthe|\bplants?\b.*\b(light|grow|food)\b"),
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
        named_by=named(r"\bblack holes?\b"),
        short="A black hole is a place where so much mass is packed so tightly that not even "
        "light gets away.",
        facts=(
            "Its edge is called the event horizon: what crosses it can't come back.",
            "Most form when a very heavy star runs out of fuel and its core collapses.",
            "At the centres of most large galaxies sit far larger ones, of millions or billions of "
            "suns.",
            "From far away its gravity is that of any other body of the same mass; it does not "
            "suck.",
            "Gas that falls in grows hot and shines, which is how most of them are found.",
            "Time passes more slowly near one, seen from far away.",
            "The first picture of one's shadow, in the galaxy M87, was shown in 2019.",
        ),
        aside="It is the universe's strictest doorman: everybody in, nobody out.",
        formula="r_s = \\frac{2 G M}{c^2}",
        head=("Mass", "Radius of its horizon"),
        rows=(
            ("Earth", "about 9 millimetres"),
            ("Sun", "about 3 kilometres"),
            ("Ten suns", "about 30 kilometres"),
            ("The one in the Milky Way's centre", "about 12 million kilometres"),
        ),
    ),
    Subject(
        named_by=named(
            r"\bseasons?\b.*\b(why|cause|earth|explain|how)\b|\b(why|what|how|explain)\b"
            r".*\bseasons\b"
        ),
        short="There are seasons because the Earth's axis is tilted, by about 23.4 degrees.",
        facts=(
            "For half of the year the northern half leans towards the sun, for the other half away "
            "from it.",
            "Where the sun stands high, its light falls steeply and warms more; days are longer "
            "too.",
            "When it is summer in the north it is winter in the south.",
            "Distance is not the reason: the Earth is closest to the sun in early January.",
            "Near the equator the sun is always high, so there is hardly any summer or winter.",
            "The warmest weeks come after the longest day, because land and sea take time to warm.",
        ),
        aside="The Earth goes through the year with its hat at an angle.",
        formula="I = I_0 \\sin h",
        head=("Around", "In the north"),
        rows=(
            ("20 March", "spring begins: day and night are equal"),
            ("21 June", "summer begins: the longest day"),
            ("22 September", "autumn begins: equal again"),
            ("21 December", "winter begins: the shortest day"),
        ),
    ),
)
