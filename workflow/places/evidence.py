"""What is stored of an address and a row, as values that say how long a place is fresh."""

from models import PlaceAddress, PublishedPlace
from values.place import Evidence, Expected


def evidence_of(address: PlaceAddress) -> Evidence:
    """Return of which days an address shows that it was worked on."""
    return Evidence(
        first_read_on=address.first_read_on,
        changed_on=address.changed_on,
        modified_on=address.modified_on,
        dated_on=address.dated_on,
    )


def expected_of(place: PublishedPlace) -> Expected:
    """Return what a row asks of its place."""
    return Expected(every=place.every, amended_on=place.amended_on, due_on=place.due_on)
