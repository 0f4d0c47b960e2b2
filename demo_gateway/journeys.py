"""Days in a city, for whoever asks a scripted model to plan a journey."""

import re

CITIES: dict[str, tuple[str, ...]] = {
    "Lisbon": (
        "Alfama on foot, up to the castle, and down again with tram 28.",
        "Belém: the tower, the monastery, and a custard tart still warm.",
        "Sintra by train, about forty minutes, for its palaces in the woods.",
    ),
    "Paris": (
        "The islands in the Seine, then the Marais.",
        "The Louvre at opening time, and the Tuileries afterwards.",
        "Montmartre early, before the crowds, and a boat in the evening.",
    ),
    "Rome": (
        "The Colosseum and the Forum, early.",
        "The Vatican Museums with a ticket bought beforehand.",
        "Trastevere, the Pantheon, and no plan after lunch.",
    ),
    "London": (
        "Westminster to Tower Bridge, all along the Thames.",
        "The British Museum in the morning, a theatre at night.",
        "Greenwich by boat, and the view from its hill.",
    ),
    "Berlin": (
        "The Brandenburg Gate, the Reichstag's dome, the Holocaust memorial.",
        "The Museum Island.",
        "The Wall at Bernauer Straße, then a lake.",
    ),
    "Tokyo": (
        "Asakusa and its temple, then the river.",
        "Meiji shrine in the morning, Shibuya after dark.",
        "The outer market at Tsukiji, and a garden.",
    ),
    "Barcelona": (
        "The Sagrada Família with a ticket bought beforehand.",
        "The Gothic quarter and the Born.",
        "Park Güell early, the beach late.",
    ),
    "Amsterdam": (
        "The ring of canals, on foot or in a boat.",
        "The Rijksmuseum, then the Vondelpark.",
        "A bicycle, and the villages north of the IJ.",
    ),
}
ANYWHERE = (
    "Walk the old centre without a map, and climb to the best view before sunset.",
    "The one museum you would be sorry to miss, at opening time; lunch in a market hall.",
    "A boat, a tram or a train to somewhere half an hour away.",
    "A quarter where people live and nobody takes pictures.",
    "Go back to what you liked best, and buy the coffee instead of the magnet.",
)
TIPS = (
    "Look up which day the museums are closed.",
    "Book one thing a day and leave the rest open.",
    "Stay near a station: it saves an hour a day.",
    "Wear the shoes that you already know.",
    "Learn to say please and thank you.",
    "Eat where the menu is short.",
)
_PLACE = re.compile(r"\b(?:to|in|through|around|for|visit(?:ing)?)\s+((?:[A-Z][\w'-]+\s?){1,3})")


def city_of(prompt: str) -> str | None:
    """Return the known city that the prompt names; `None` if there is none."""
    return next((city for city in CITIES if city.lower() in prompt.lower()), None)


def place_of(prompt: str) -> str | None:
    """Return the place that a journey goes to, known or not; `None` if none is named."""
    found = _PLACE.search(prompt)
    return city_of(prompt) or (found[1].strip() if found else None)
