"""Journeys: what people do, in a real browser; a package, so that its fixtures end with it."""
