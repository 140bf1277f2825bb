"""The words for what is redacted: what others are called, why it is suggested, where it stood."""

from portal.language.terms import N_
from portal.language.words import Words

RULE: dict[str, str] = {
    "third_person": N_("name of somebody else in this request"),
    "name": N_("may be a name"),
    "bsn": N_("citizen service number"),
    "iban": N_("bank account number"),
    "phone": N_("telephone number"),
    "email": N_("e-mail address"),
    "address": N_("address"),
    "plate": N_("number plate"),
    "birth_date": N_("date of birth"),
    "secret_address": N_("secret address"),
    "misread": N_("looks like a name or number of somebody else, and may be misread in a scan"),
}
"""Why a passage is suggested, by the key of the rule."""

SPOT: dict[str, str] = {
    "page": N_("page %(detail)s"),
    "earlier": N_("page %(detail)s of an earlier version of the file"),
    "text": N_("the text"),
    "data": N_("the data for a computer"),
    "metadata": N_("the facts about the file"),
    "attachment": N_("the attachment %(detail)s"),
    "note": N_("a note in the file"),
    "form": N_("a field of a form"),
    "alternate": N_("the text that is read out"),
    "title": N_("a title in the file"),
    "layer": N_("the name of a layer"),
    "hidden": N_("a part of the file that nobody sees"),
    "file_name": N_("the name of a file"),
    "annex": N_("annex %(detail)s, which a machine read from a picture"),
    "everywhere": N_("everywhere"),
}
"""Where something was found, by the first word of a place."""


def called(words: Words, letter: str) -> str:
    """What stands in the place of somebody else's name: 'derde A'."""
    return words.gettext("third person %(letter)s", letter=letter)


def removed(words: Words) -> str:
    """What stands in the place of a passage that is taken out."""
    return words.gettext("[redacted]")


def place(words: Words, stored: str) -> str:
    """Where something was found: 'de bijlage inzage.json: onderdeel 3 van de gegevens'."""
    told = []
    for part in stored.split("/"):
        spot, _, detail = part.partition(":")
        number = detail.partition(".")[0]
        if spot == "data" and number:
            told.append(words.gettext("part %(number)s of the data for a computer", number=number))
        else:
            told.append(words.gettext(SPOT[spot], detail=detail) if spot in SPOT else part)
    return ": ".join(each for each in told if each)
