"""Texts as files write them."""

import base64
import json
import quopri
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.redaction.encodings import decoded, encoding_of, readings

NAME = "Fatima Yılmaz-Jansen"
WRITTEN = {
    "plain": NAME,
    "JSON": json.dumps(f"zij\n{NAME}\tkwam"),
    "entities": "Fatima Y&#305;lmaz&#x2d;Jansen",
    "tags": "Fatima <b>Yılmaz</b>-Jan<wbr>sen",
    "address": quote(NAME),
    "quoted": quopri.encodestring(NAME.encode()).decode(),
    "base64": f"token {base64.b64encode(NAME.encode()).decode()} einde",
    "base64 after other letters": f"{'A' * 21}.{base64.b64encode(NAME.encode()).decode()}",
    "base64 for addresses": base64.urlsafe_b64encode(NAME.encode()).decode().rstrip("="),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_a_name_is_read_in_each_way_in_which_files_write_it(way):
    assert any(NAME in each for each in readings(WRITTEN[way])), list(readings(WRITTEN[way]))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40))
def test_json_reads_as_it_was_said(text):
    assert any(text in each for each in readings(json.dumps(text, ensure_ascii=False)))


@given(st.text("aÉ+ =/é-", max_size=30), st.text("aÉ+ =/é-", max_size=30))
def test_base64_is_read_whatever_stands_around_it(before, after):
    packed = base64.b64encode(NAME.encode() * 2).decode()
    assert any(NAME in each for each in readings(f"{before} {packed} {after}"))


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_html_reads_as_it_was_said(text):
    assert any(text in each for each in readings(escape(text)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le"])
def test_a_character_set_is_known_by_its_looks(encoding):
    assert decoded(NAME.encode(encoding)) == NAME


def test_bytes_that_are_no_text_lose_nothing():
    assert decoded("café".encode("latin-1")) == "café"
    assert encoding_of(b"") == "utf-8"
