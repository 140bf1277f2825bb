"""The report can be read before it goes, in the words it will have."""

import pytest

from portal.models.document import Document
from portal.models.finding import Review
from portal.services import proofing
from tests.services import stories
from tests.services.vaults import vault_in

CALL = [["Vraag", "Question", "Huur <b> van Kees"]]


def proof(session, case, tmp_path):
    session.flush()
    here = stories.organisation(case.organisation)
    return proofing.proof(session, vault_in(tmp_path), case, here, now=stories.NOW)


def test_it_says_what_the_report_will_say_and_stores_nothing(sqlite_database, tmp_path):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        stories.find(session, case, [CALL])
        read = proof(session, case, tmp_path)
        assert "Huur &lt;b&gt; van Kees" in read
        assert "In dit rapport vindt u er 1." in read
        assert "<h2" not in read
        assert "<h3" in read
        assert "<html" not in read
        assert session.query(Document).count() == 0


def test_what_is_not_given_is_not_read(sqlite_database, tmp_path):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        stories.find(session, case, [CALL], review=Review.UNDECIDED)
        assert "Kees" not in proof(session, case, tmp_path)


def test_what_is_too_large_for_a_page_is_not_made(sqlite_database, tmp_path, monkeypatch):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        stories.find(session, case, [CALL, CALL])
        monkeypatch.setattr(proofing, "MOST_RECORDS", 2)
        assert proof(session, case, tmp_path)
        monkeypatch.setattr(proofing, "MOST_RECORDS", 1)
        with pytest.raises(proofing.TooLarge, match="2 records"):
            proof(session, case, tmp_path)
