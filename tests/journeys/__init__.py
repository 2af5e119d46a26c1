"""Journeys of people through the product: given, when, then, through HTTP or a browser alone."""
