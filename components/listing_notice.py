"""What a person should know of the list of models: that it is old, or not to be had."""

from typing import TYPE_CHECKING

from components.error_notice import warning_notice
from components.listing import Listing

if TYPE_CHECKING:
    from bakeoff import Catalogue

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400


def listing_notice(listing: Listing) -> None:
    """Draw what is wrong with the list, if anything."""
    if listing.fault is not None:
        warning_notice(listing.fault)
    elif listing.catalogue is not None and listing.catalogue.is_stored:
        warning_notice(
            f"The list of models could not be renewed ({listing.catalogue.problem}). "
            f"The last copy serves; it is from {age_text(listing.catalogue)}."
        )


def age_text(catalogue: "Catalogue") -> str:
    """Return how long ago the list was downloaded, such as `3 hours ago`."""
    age_s = catalogue.age_s()
    for length_s, unit in ((DAY_S, "day"), (HOUR_S, "hour"), (MINUTE_S, "minute")):
        number = int(age_s // length_s)
        if number:
            return f"{number} {unit}{'s' if number > 1 else ''} ago"
    return "just now"
