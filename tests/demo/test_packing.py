"""Files that hold files."""

import io
import zipfile

from portal.demo.packing import HEAD, pack


def test_parts_come_out_as_they_went_in_with_their_first_line():
    with zipfile.ZipFile(io.BytesIO(pack({"a.xml": "<a>é</a>", "b/c.xml": "<c/>"}))) as packed:
        assert packed.namelist() == ["a.xml", "b/c.xml"]
        assert packed.read("a.xml").decode() == f"{HEAD}<a>é</a>"


def test_the_moment_of_packing_is_not_in_it():
    assert pack({"a.xml": "<a/>"}) == pack({"a.xml": "<a/>"})
