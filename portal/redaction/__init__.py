"""Finding what must not be seen: what may have to go, and whether what went is really gone."""
