"""Articles of law as people write them."""

import pytest

from portal.language.articles import spoken


@pytest.mark.parametrize(
    ("article", "dutch", "english"),
    [
        ("AVG 15", "AVG 15", "AVG 15"),
        ("AVG 15.4", "AVG 15 lid 4", "AVG 15(4)"),
        ("AVG 17.3.b", "AVG 17 lid 3b", "AVG 17(3)(b)"),
        ("AVG 4.7, 28.3.e", "AVG 4 lid 7, 28 lid 3e", "AVG 4(7), 28(3)(e)"),
        ("AVG 17.1.a-f", "AVG 17 lid 1a-f", "AVG 17(1)(a-f)"),
        ("UAVG 41.1.i", "UAVG 41 lid 1i", "UAVG 41(1)(i)"),
        ("AVG 2.2.d; UAVG 2.2", "AVG 2 lid 2d; UAVG 2 lid 2", "AVG 2(2)(d); UAVG 2(2)"),
        ("Awb 6:7, 6:11", "Awb 6:7, 6:11", "Awb 6:7, 6:11"),
        ("Jeugdwet 7.3.8.2", "Jeugdwet 7.3.8.2", "Jeugdwet 7.3.8.2"),
    ],
)
def test_an_article_is_written_as_people_do(article: str, dutch: str, english: str) -> None:
    assert spoken(article, "nl") == dutch
    assert spoken(article, "en") == english
