"""What is written becomes HTML that can ask for nothing."""

import pytest

from portal.papers import prose


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<img src="picture:1">', '<img src="picture:1">'),
        ('<img src="picture:2">', "<img>"),
        ('<img src="http://127.0.0.1:9/a">', "<img>"),
        ('<img src="file:///etc/passwd">', "<img>"),
        ('<img src="data:image/svg+xml,x" onerror="x()">', "<img>"),
        ('<a href="http://127.0.0.1:9">hier</a>', "hier"),
        ("<script>alert(1)</script><b>na</b>", "<b>na</b>"),
        ("<style>@import 'x'</style>na", "na"),
        ('<p style="background:url(x)">na', "<p>na</p>"),
        ("<!-- geheim -->na", "na"),
        (
            '<table><tbody><tr><td colspan="2" rowspan="99999999">na</td></tr></tbody></table>',
            '<table><tbody><tr><td colspan="2">na</td></tr></tbody></table>',
        ),
    ],
)
def test_only_text_tables_and_our_own_pictures_are_left(given: str, kept: str) -> None:
    assert prose.cleaned(given, {"picture:1": b""}) == kept
