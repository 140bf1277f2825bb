"""What somebody takes along: what they gave, under consent or contract, without others (AVG 20)."""

import io
import zipfile

import pytest

from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.law.rights import Right
from portal.letters.bundle import as_zip
from portal.models.case import Case, CasePart
from portal.models.finding import Review
from portal.services.portability import build_bundle, gives_data
from tests.services import stories
from tests.services.annexed import THIRD, Dossier

SLUG = "bijstand-in-jeugdzorg"
HERE = stories.organisation(SLUG)
SAID = [["Bericht", "Message", f"Van {THIRD} hoorde ik niets."]]


@pytest.fixture
def dossier(sqlite_database, tmp_path, queue):
    return Dossier(sqlite_database, tmp_path, queue, slug=SLUG, right=Right.PORTABILITY)


def built(dossier):
    with dossier.database.transaction(write=False) as session:
        return build_bundle(session, dossier.case(session), HERE, now=stories.NOW)


def consented() -> str:
    return next(each.id for each in HERE.activities if "6.1.a" in each.basis_article)


def owed() -> str:
    return next(each.id for each in HERE.activities if each.basis_article == "AVG 6.1.c")


def test_what_was_given_under_consent_goes_along_without_others(dossier):
    dossier.find(SAID, given=True, activity=consented())
    assert dossier.mark_all(THIRD) == 1
    bundle = built(dossier)
    (table,) = bundle.tables
    assert "6.1.a" in table.basis
    packed = zipfile.ZipFile(io.BytesIO(as_zip(bundle, Words("nl"))))
    body = packed.read(packed.namelist()[1]).decode("utf-8-sig")
    assert body == "Bericht\r\nVan derde A hoorde ik niets.\r\n"


@pytest.mark.parametrize(
    "facts",
    [
        {"given": False},
        {"given": True, "activity": "owed"},
        {"given": True, "review": Review.LEAVE_OUT},
        {"given": True, "views": True},
    ],
)
def test_nothing_else_goes_along(dossier, facts):
    told = {"activity": consented(), **facts}
    told["activity"] = owed() if told["activity"] == "owed" else told["activity"]
    dossier.find(SAID, **told)
    assert built(dossier) is None


@pytest.mark.parametrize(
    ("right", "outcome", "expected"),
    [
        (Right.PORTABILITY, Outcome.GRANTED, True),
        (Right.PORTABILITY, Outcome.PARTLY, True),
        (Right.PORTABILITY, Outcome.REFUSED, False),
        (Right.ACCESS, Outcome.GRANTED, False),
    ],
)
def test_it_is_given_to_who_asked_for_it_and_gets_it(right, outcome, expected):
    case = Case(parts=[CasePart(right=right, outcome=outcome)])
    assert gives_data(case) is expected
