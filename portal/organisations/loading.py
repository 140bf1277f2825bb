"""Load organisation profiles from TOML files and tell each mistake with file, key and reason."""

import dataclasses
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.organisations.brand import check_brand
from portal.organisations.checking import check
from portal.organisations.organisation import AUTHORITY, Organisation
from portal.organisations.reading import Mistakes, read

BUILT_IN = Path(__file__).parent
BRAND_FOLDER = Path(__file__).parents[2] / "static" / "brand"


@dataclass(frozen=True, slots=True)
class ProfileError:
    """One mistake in a profile.

    Attributes:
        file: the file, as given.
        key: dotted path in the file, such as `activities[2].retention[0].period.nl`.
        reason: what is wrong and what to do, in plain words.
    """

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}"


class ProfileErrors(Exception):
    """Raised if profiles have mistakes; `errors` holds all of them."""

    def __init__(self, errors: Iterable[ProfileError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


def load_organisation(path: Path, brand_folder: Path = BRAND_FOLDER) -> Organisation:
    """Load one profile.

    Parameters:
        path: the TOML file. Its logo is looked for in the folder with the slug as its name, first
            beside the file, then in `brand_folder`.
        brand_folder: where the logos of the built-in profiles are.

    Returns:
        The organisation; its complaint path ends with the Autoriteit Persoonsgegevens.

    Raises:
        ProfileErrors: the profile has mistakes, or cannot be read.
    """
    mistakes = Mistakes()
    organisation = read(Organisation, _parse(path), mistakes)
    if not mistakes.touch("brand.logo"):
        organisation = _with_logo(organisation, path.parent, brand_folder)
    check(organisation, mistakes)
    check_brand(organisation.brand, mistakes)
    if mistakes.found:
        found = sorted(mistakes.found, key=_place)
        raise ProfileErrors(ProfileError(str(path), key, reason) for key, reason in found)
    steps = (*organisation.complaint_path, AUTHORITY)  # AVG 77
    return dataclasses.replace(organisation, complaint_path=steps)


def load_all(*folders: Path, brand_folder: Path = BRAND_FOLDER) -> dict[str, Organisation]:
    """Load every profile (`*.toml`) in these folders.

    Parameters:
        folders: such as `BUILT_IN` and the extra folder of the settings.
        brand_folder: where the logos of the built-in profiles are.

    Returns:
        The organisations by slug, in the order of folders and file names.

    Raises:
        ProfileErrors: a profile has mistakes, a folder is missing, or two profiles share a slug or
            reference prefix. It holds the mistakes of all files.
    """
    errors: list[ProfileError] = []
    loaded: dict[str, Organisation] = {}
    owners: dict[tuple[str, str], Path] = {}
    for folder in folders:
        if not folder.is_dir():
            errors.append(ProfileError(str(folder), "folder", "does not exist; make this folder"))
        for path in sorted(folder.glob("*.toml")):
            try:
                organisation = load_organisation(path, brand_folder)
            except ProfileErrors as found:
                errors.extend(found.errors)
                continue
            for key in ("slug", "reference_prefix"):
                value = getattr(organisation, key)
                owner = owners.setdefault((key, value), path)
                if owner != path:
                    reason = f'"{value}" is used by {owner} already; choose another'
                    errors.append(ProfileError(str(path), key, reason))
            loaded.setdefault(organisation.slug, organisation)
    if errors:
        raise ProfileErrors(errors)
    return loaded


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _unreadable(path, "file", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _unreadable(path, "file", "is not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at (line \d+), (column \d+)\)$", str(error))
        key = place[1] if place else "end of file"
        detail = f"{str(error)[: place.start()]}, at {place[2]}" if place else str(error)
        raise _unreadable(path, key, f"is not valid TOML: {detail}") from error


def _unreadable(path: Path, key: str, reason: str) -> ProfileErrors:
    return ProfileErrors([ProfileError(str(path), key, reason)])


def _with_logo(organisation: Organisation, beside: Path, brand_folder: Path) -> Organisation:
    brand = organisation.brand
    places = (folder / organisation.slug / brand.logo for folder in (beside, brand_folder))
    found = next((place for place in places if place.is_file()), None)
    return dataclasses.replace(organisation, brand=dataclasses.replace(brand, logo_path=found))


def _place(mistake: tuple[str, str]) -> list[tuple[str, int]]:
    """Sort keys by name, and numbers in them as numbers."""
    return [
        (part, 0) if not part.isdigit() else ("", int(part))
        for part in re.split(r"[.\[\]]+", mistake[0])
    ]
