"""Pages of a large report on which a name is written in ways that a quick reader may not see."""

from dataclasses import replace

from tests.redaction.typesetting import (
    CODES,
    MAP,
    Page,
    listed,
    page,
    run,
    signs,
    with_font,
)

FIRST, LAST = "Fatima", "Yilmaz-Jansen"
NAME = f"{FIRST} {LAST}"
PLAIN = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"  # no table at all
)
TYPE3 = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
    b"/FirstChar 70/LastChar 122/Widths[%s]/CharProcs<<>>/Encoding<</Type/Encoding"
    b"/Differences[%s]>>/Resources<<>>>>"
    % (
        b" ".join([b"500"] * 53),
        b"".join(b"%d/%c" % (code, code) for code in range(70, 123) if chr(code).isalpha()),
    )
)
FORM = b"/Subtype/Form/BBox[0 0 600 900]/Resources<</Font<</F1<</Type/Font/Subtype/Type1" + (
    b"/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>"
)
LITERAL = f"({NAME})Tj".encode()
LETTERS = {code: letter for letter, code in CODES.items()}
SWAPPED = {code: LETTERS[code] for code in LETTERS} | {CODES["X"]: "F", CODES["Q"]: "atima"}


def _spelled(text: str, x: float, step: float) -> list[bytes]:
    return [run(letter, x + number * step) for number, letter in enumerate(text)]


def _ranges() -> str:
    """A table that tells letters by ranges, beside those by one."""
    return MAP % (listed({1: " "}) + "\n1 beginbfrange\n<0002> <0060> <0041>\nendbfrange")


def _in_range(text: str) -> bytes:
    return run(b"(%s)Tj" % b"".join(rb"\000" + b"\\%03o" % (ord(c) - 63) for c in text))


TRAPS: dict[str, Page] = {
    "in one run": page(run(f"Gesproken met {NAME}.")),
    "in two runs": page(run(f"Met {FIRST} "), run(LAST, 110)),
    "in runs without a space": page(
        run("Met Fati", 72), run("ma Yilmaz-", 112), run("Jansen", 162)
    ),
    "on two lines": page(run(f"Gesproken met {FIRST}", 72, 700), run(LAST, 72, 685)),
    "broken off": page(run("met Fatima Yilmaz-Jan-", 72, 700), run("sen", 72, 685)),
    "letter by letter": page(*_spelled("Yilmaz", 72, 5)),
    "the end first": page(run("sen belde.", 161), run("Yilmaz-Jan", 111)),
    "each letter, the last first": page(*reversed(_spelled("Fatima", 72, 5))),
    "one run in another": page(run("F t m", 72), run("a i a", 77)),
    "every other letter": page(*_spelled("Yla", 72, 10), *_spelled("imz", 77, 10)),
    "with a line between": page(run("Yilm", 72, 700), run("x", 72, 685), run("az-", 92, 700)),
    "with a line between, the end first": page(
        run("az-", 92, 700),
        run("x", 72, 685),
        run("Yilm", 72, 715),
        run("Fati", 72, 670),
        run("y", 72, 655),
        run("ma", 92, 670),
    ),
    "with small gaps": page(run(b"[(%s)20(%s)]TJ" % (signs("Fat"), signs("ima")))),
    "with wide gaps": page(run(b"[(%s)-400(%s)]TJ" % (signs("Met"), signs(FIRST)))),
    "after a wide gap in capitals": page(
        run(b"[(%s)-900(%s)]TJ" % (signs("MET"), signs("FATIMA")))
    ),
    "in digits": page(run(b"<%s>Tj" % b"".join(b"%04x" % CODES[c] for c in NAME))),
    "with short escapes": page(run(b"(%s)Tj" % signs(FIRST).replace(rb"\000", rb"\0"))),
    "with a line that goes on": page(run(b"(%s\\\n%s)Tj" % (signs("Fat"), signs("ima")))),
    "by an operator of its own": page(run(signs(NAME).join([b"(", b")'"]))),
    "twice in one text": page(run(b"[(%s)]TJ 40 0 Td [(%s)]TJ" % (signs("Met"), signs(FIRST)))),
    "a table of ranges": with_font(page(_in_range(FIRST)), table=_ranges()),
    "a sign for two letters": with_font(page(run("XQ")), table=MAP % listed(SWAPPED)),
    "a sign told twice": with_font(
        page(run("X" + FIRST[1:])),
        table=MAP % (listed({CODES["X"]: "Z"}) + "\n" + listed(LETTERS | {CODES["X"]: "F"})),
    ),
    "other letters, in capitals, with accents": with_font(
        page(run("XYZWVU")),
        table=MAP % listed({CODES[a]: b for a, b in zip("XYZWVU", "FÁTIMÂ", strict=True)}),
    ),
    "a font without a table": with_font(page(run(LITERAL)), words=PLAIN),
    "a font of drawings": with_font(page(run(f"({FIRST})Tj".encode())), words=TYPE3),
    "in a form": page(
        b"EMC\nq /X0 Do Q\n", forms=((b"X0", (FORM, b"BT /F1 9 Tf 72 650 Td " + LITERAL + b" ET")),)
    ),
    "after a picture in the drawing": page(
        b"EMC\nq BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q\n", run(NAME)
    ),
    "instead of what is drawn": page(
        run("Iemand").replace(b"/MCID 1", b"/MCID 1/ActualText(%s)" % NAME.encode())
    ),
    "unseen": page(run(NAME).replace(b"BT 0 Tr", b"BT 3 Tr")),
    "turned": page(run(NAME).replace(b"Tf 1 0 0 -1 0 0 Tm", b"Tf 0 1 1 0 0 0 Tm")),
    "moved": page(b"EMC\nq 1 0 0 1 -20 0 cm\n", run("Fati"), b"EMC\nQ\n", run("ma", 72)),
    "wide letters": page(run("Fati", 72).replace(b" Tf ", b" Tf 5 Tc "), run("ma", 200)),
    "left of the page": page(run(NAME, -300)),
    "over the page": replace(
        page(run("Niets.")), over=page(b"").over.replace(b"Pagina 2 van 9", NAME.encode())
    ),
    "more over the page": replace(
        page(run("Niets.")),
        over=page(b"").over + b" BT /f0 9 Tf 72 600 Td (%s) Tj ET" % signs(NAME),
    ),
    "a page that is turned": page(run(NAME), more=b"/Rotate 90"),
    "more to draw with": page(run(NAME), resources=b"/Properties<<>>"),
}
"""Each must be found on its page."""
