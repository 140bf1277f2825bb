"""Colours that can be read and marks that cannot do harm."""

from dataclasses import replace

import pytest

from portal.organisations.brand import check_brand, contrast
from portal.organisations.loading import load_organisation
from portal.organisations.reading import Mistakes
from tests.organisations.sample import LOGO, mistakes_after, write

SHAPE = '<rect width="8" height="8" fill="#104060"/>'


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('accent = "#104060"', 'accent = "#777777"', "brand.accent", "contrast of 4.5 with white"),
        ('accent_dark = "#0a2a40"', 'accent_dark = "#00cc88"', "brand.accent_dark", "4.5 or more"),
        ('light = "#e6eef4"', 'light = "#335577"', "brand.accent_light", "with accent_dark"),
        ('accent = "#104060"', 'accent = "blue"', "brand.accent", "six small hexadecimal digits"),
        ('accent = "#104060"', 'accent = "#fff"', "brand.accent", "six small hexadecimal digits"),
        ('accent = "#104060"', 'accent = "#104060;}"', "brand.accent", "six small hexadecimal"),
        ('logo = "logo.svg"', 'logo = "mark.svg"', "brand.logo", "there is no file mark.svg"),
        ('logo = "logo.svg"', 'logo = "../logo.svg"', "brand.logo", "name of an .svg or .png"),
        ('logo = "logo.svg"', 'logo = "logo.gif"', "brand.logo", "name of an .svg or .png"),
    ],
)
def test_a_mistake_in_the_look_is_told_with_its_key(tmp_path, old, new, key, reason):
    assert reason in mistakes_after(tmp_path, (old, new))[key]


@pytest.mark.parametrize(
    ("logo", "reason"),
    [
        ("<svg", "not well-formed"),
        ("<html/>", "not an SVG drawing"),
        (LOGO.replace("<title>Huis</title>", ""), "no title"),
        (LOGO.replace(SHAPE, "<script>1</script>"), "holds <script>"),
        (LOGO.replace(SHAPE, "<style>*{}</style>"), "holds <style>"),
        (LOGO.replace(SHAPE, "<foreignObject/>"), "holds <foreignObject>"),
        (LOGO.replace(SHAPE, '<image href="https://x.example/y.png"/>'), "holds <image>"),
        (LOGO.replace(SHAPE, '<rect onload="x()"/>'), '"onload"'),
        (LOGO.replace(SHAPE, '<rect style="fill:red"/>'), '"style"'),
        (LOGO.replace(SHAPE, '<rect fill="url(https://x.example/#a)"/>'), "outside the drawing"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + LOGO, "DOCTYPE"),
        (LOGO + "<!-- " + "x" * 100_000 + " -->", "too large"),
    ],
)
def test_a_mark_that_is_not_a_plain_drawing_is_refused(tmp_path, logo, reason):
    assert reason in mistakes_after(tmp_path, logo=logo)["brand.logo"]


def test_a_png_mark_is_really_a_png(tmp_path):
    change = ('logo = "logo.svg"', 'logo = "logo.png"')
    write(tmp_path)
    (tmp_path / "huis" / "logo.png").write_bytes(b"GIF89a")
    assert "not a PNG" in mistakes_after(tmp_path, change)["brand.logo"]
    (tmp_path / "huis" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert mistakes_after(tmp_path, change) == {}


def test_a_mark_that_cannot_be_read_is_told(tmp_path):
    brand = load_organisation(write(tmp_path)).brand
    mistakes = Mistakes()
    check_brand(replace(brand, logo_path=tmp_path / "gone.svg"), mistakes)
    ((key, reason),) = mistakes.found
    assert (key, reason) == ("brand.logo", "gone.svg cannot be read: No such file or directory")
