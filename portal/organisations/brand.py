"""Check an organisation's look: colours that can be read, and a mark that cannot do harm."""

import re
from pathlib import Path
from xml.etree import ElementTree

from portal.organisations.organisation import Brand
from portal.organisations.reading import Mistakes

HEX = re.compile(r"#[0-9a-f]{6}")
FILE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\.(svg|png)")
PNG_START = b"\x89PNG\r\n\x1a\n"
LARGEST_LOGO = 100_000  # bytes
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = frozenset(
    f"{SVG}{name}"
    for name in (
        *("svg", "title", "desc", "g", "path", "rect"),
        *("circle", "ellipse", "line", "polyline", "polygon"),
    )
)
SAFE_ATTRIBUTES = frozenset(
    (
        *("viewBox", "width", "height", "role", "aria-labelledby", "aria-label", "id"),
        *("d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "points"),
        *("transform", "fill", "fill-rule", "fill-opacity", "opacity", "clip-rule"),
        *("stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"),
    )
)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours by WCAG 2.2, from 1 to 21.

    Parameters:
        first: a colour as #rrggbb.
        second: the other colour, in the same form.
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def check_brand(brand: Brand, mistakes: Mistakes) -> None:
    """Note every mistake in the colours and the mark.

    Parameters:
        brand: as read, with `logo_path` where the loader found the file, or None.
        mistakes: gets a line for each mistake.
    """
    colours = {name: getattr(brand, name) for name in ("accent", "accent_dark", "accent_light")}
    good = {name for name, value in colours.items() if HEX.fullmatch(value)}
    for name in colours.keys() - good:
        mistakes.add(f"brand.{name}", "must be # and six small hexadecimal digits, such as #1d5f8a")
    for name in good & {"accent", "accent_dark"}:
        _check_contrast(f"brand.{name}", colours[name], "#ffffff", "white", mistakes)
    if {"accent_dark", "accent_light"} <= good:
        light, dark = colours["accent_light"], colours["accent_dark"]
        _check_contrast("brand.accent_light", light, dark, "accent_dark", mistakes)
    if not FILE_NAME.fullmatch(brand.logo):
        mistakes.add("brand.logo", "must be the name of an .svg or .png file in small letters")
    elif brand.logo_path is None:
        mistakes.add("brand.logo", f"there is no file {brand.logo}; put it in the brand folder")
    else:
        _check_logo(brand.logo_path, mistakes)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _check_contrast(key: str, colour: str, other: str, name: str, mistakes: Mistakes) -> None:
    found = contrast(colour, other)
    if found < LEAST_CONTRAST:
        mistakes.add(
            key,
            f"has a contrast of {found:.1f} with {name}; it must be {LEAST_CONTRAST} or more",
        )


def _check_logo(path: Path, mistakes: Mistakes) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        mistakes.add("brand.logo", f"{path.name} cannot be read: {error.strerror}")
        return
    if len(content) > LARGEST_LOGO:
        mistakes.add(
            "brand.logo", f"{path.name} is too large; make it {LARGEST_LOGO} bytes or less"
        )
    elif path.suffix == ".png":
        if not content.startswith(PNG_START):
            mistakes.add("brand.logo", f"{path.name} is not a PNG picture")
    elif reason := _svg_danger(content):
        mistakes.add("brand.logo", f"{path.name} {reason}")


def _svg_danger(content: bytes) -> str:
    if b"<!" in content.replace(b"<!--", b""):  # before parsing: entities can fill the memory
        return "has a DOCTYPE or ENTITY; take it out"
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - no entity gets this far
    except ElementTree.ParseError as error:
        return f"is not well-formed SVG ({error})"
    if root.tag != f"{SVG}svg":
        return "is not an SVG drawing; the first element must be svg"
    if root.find(f"{SVG}title") is None:
        return "has no title; add one for people who cannot see it"
    for element in root.iter():
        if element.tag not in DRAWING:
            return f"holds <{_local(element.tag)}>; a plain drawing has shapes and a title only"
        for attribute in element.attrib.keys() - SAFE_ATTRIBUTES:
            return f'holds the attribute "{_local(attribute)}"; take it out'
        if any("url(" in value for value in element.attrib.values()):
            return "points to something outside the drawing; take it out"
    return ""


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
