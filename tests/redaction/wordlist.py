"""A list of Dutch words for tests, whatever is installed here."""

from portal.redaction import lexicon


def use(monkeypatch, folder, *words):
    """Have these words be all there are; none when no list is installed."""
    place = folder / "words"
    if words:
        place.write_text("\n".join(words) + "\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "LIST", place)
