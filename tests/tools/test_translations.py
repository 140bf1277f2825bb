"""The check of the translations finds what it is there for."""

from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from tools.translations import faults

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalogue(*entries: str):
    return read_po(BytesIO((HEADER + "\n\n".join(entries)).encode()), locale="nl")


HELLO = 'msgid "Hello"\nmsgstr "Dag"'
TEXTS = {"Hello": ["page.html:1"]}


def test_it_is_silent_when_all_is_well():
    je = catalogue('msgid "Hello"\nmsgstr "Hoi"')
    assert not list(faults(TEXTS, {"a.po": catalogue(HELLO), "a.je.po": je}))


@pytest.mark.parametrize(
    ("texts", "files", "fault"),
    [
        (TEXTS, {}, "page.html:1: no Dutch for 'Hello'"),
        ({}, {"a.po": [HELLO]}, "nothing says this any more"),
        (TEXTS, {"a.po": ['msgid "Hello"\nmsgstr ""']}, "no Dutch for"),
        (TEXTS, {"a.po": ["#, fuzzy\n" + HELLO]}, "doubtful"),
        (TEXTS, {"a.po": [HELLO], "b.po": [HELLO]}, "more than once"),
        (TEXTS, {"a.po": [HELLO], "a.je.po": ['msgid "Bye"\nmsgstr "Doei"']}, "not in a catalogue"),
        (TEXTS, {"a.po": ['msgid "Hello"\nmsgstr "Dag U!"']}, "says 'u' and has no je-form"),
        (TEXTS, {"a.po": [HELLO], "a.je.po": ['msgid "Hello"\nmsgstr "Uw dag"']}, "says 'u'"),
        (
            {"Hello %(name)s": ["page.html:1"]},
            {"a.po": ['#, python-format\nmsgid "Hello %(name)s"\nmsgstr "Dag %(naam)s"']},
            "unknown named placeholder",
        ),
    ],
)
def test_it_reports(texts, files, fault):
    catalogues = {name: catalogue(*entries) for name, entries in files.items()}
    found = list(faults(texts, catalogues))
    assert any(fault in line for line in found), found
