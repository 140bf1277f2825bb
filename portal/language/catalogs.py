"""Message catalogues: English is the source, Dutch stands in translations/nl.

Each area of the product has its own file (`citizen.po`, `letters.po`, ...) so that, say, a lawyer
reads one of them. `<area>.je.po` holds only what differs in the je-form. The files are read as
they are: there is no compiled copy that could be stale.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from portal.organisations.organisation import AddressForm

FOLDER = Path(__file__).parents[2] / "translations"
LANGUAGES = ("nl", "en")


@cache
def catalog(language: str, form: AddressForm = AddressForm.U) -> NullTranslations:
    """The messages in a language and form of address; English needs no catalogue.

    Parameters:
        language: one of `LANGUAGES`.
    """
    merged: NullTranslations = NullTranslations()
    folder = FOLDER / language
    plain = sorted(path for path in folder.glob("*.po") if not path.name.endswith(".je.po"))
    informal = sorted(folder.glob("*.je.po")) if form is AddressForm.JE else []
    for path in [*plain, *informal]:
        translations = _read(path, language)
        merged = (
            translations if not isinstance(merged, Translations) else merged.merge(translations)
        )
    return merged


def _read(path: Path, language: str) -> Translations:
    with path.open("rb") as file:
        messages: Catalog = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


@cache
def texts(language: str, form: AddressForm = AddressForm.U) -> tuple[str, ...]:
    """Every sentence that the portal can say in a language; some have %(names)s to fill in."""
    written = catalog("nl", form)
    if not isinstance(written, Translations):
        return ()
    found = written._catalog.items()  # it has no other way to list them
    said = (source if language == "en" else text for source, text in found)
    return tuple(text for text in said if isinstance(text, str) and text)
