"""What is the person's own or the organisation's."""

import pytest

from portal.models.finding import Review
from portal.redaction import checking
from portal.services import marking, owndata, watching
from tests.services import stories
from tests.services.redacting import Redacting, field


def test_the_person_who_asks_for_them_and_the_organisation_are_familiar(redacting):
    at = redacting
    at.case.phone, at.case.address = "0612345678", "Kerkstraat 12\n3511 AB Utrecht"
    at.case.representative = {"name": "Marie Jansen", "email": "marie@voorbeeld.example"}
    at.session.flush()
    known = owndata.familiar_of(at.session, at.case, at.organisation)
    assert known.is_own("mevrouw De Wit")
    assert known.is_own("Marie Jansen")
    assert known.has("sanne@voorbeeld.example")
    assert known.has("marie@voorbeeld.example")
    assert known.has_telephone("+31 6 12345678")
    assert known.has_part("3511AB")
    assert not known.is_own("Jan Peters")


def test_what_was_taken_out_and_what_is_about_another_are_not_the_persons_own(redacting):
    at = redacting
    one, two = at.items[:2]
    one.fields = [field("piet@voorbeeld.example"), field("0687654321")]
    two.fields = [field("0611112222")]
    marking.mark(at.session, at.case, one, field=0, start=0, end=22, **at.why)
    two.review, two.ground = Review.LEAVE_OUT, "not_about_person"
    at.session.flush()
    known = owndata.familiar_of(at.session, at.case, at.organisation)
    assert known.has_telephone("0687654321")
    assert not known.has("piet@voorbeeld.example")
    assert not known.has_telephone("0611112222")


def test_every_text_of_a_profile_is_read():
    profile = stories.organisation("burojij")
    known = owndata.texts_of(profile)
    assert {"BuroJIJ", "088 4 700 200", "administratie@burojij.nl"} <= set(known)


TALK = "De ex-partner is bereikbaar op 06-12345678 of via lisa@voorbeeld.example."


def take_out(at, *parts, talk=TALK, plain=("+31 6 12345678", "Lisa@voorbeeld.example")):
    """Take parts out of a talk; what they say stands in plain fields as well."""
    at.items[0].fields = [field(talk, names_third_person=True)]
    at.items[1].fields = [field(value) for value in plain]
    for part in parts:
        start = talk.index(part)
        where = {"field": 0, "start": start, "end": start + len(part)}
        marking.mark(at.session, at.case, at.items[0], **where, **at.why)
    for each in at.items:
        each.review = Review.INCLUDE
    at.session.flush()


@pytest.mark.parametrize(
    "parts", [("06-12345678", "lisa@voorbeeld.example"), (TALK,), (TALK[:42], TALK[42:])]
)
def test_what_was_taken_out_anywhere_is_not_the_persons_own_elsewhere(database, parts):
    with database.transaction() as session:
        at = Redacting(session)
        take_out(at, *parts)
        known = owndata.familiar_of(session, at.case, at.organisation)
        assert not known.has_telephone("0612345678")
        assert not known.has("lisa@voorbeeld.example")
        watch = watching.watch_for(session, at.case, at.organisation)
        found = checking.find_in_text("Tweede: 06-12345678, lisa@voorbeeld.example", watch)
        assert {hit.text for hit in found} >= {"06-12345678", "lisa@voorbeeld.example"}


def test_what_the_person_told_of_themselves_stays_their_own_whatever_is_taken_out(redacting):
    at = redacting
    talk = f"4711, l@voorbeeld.example: {TALK}"
    at.case.phone, at.case.email = "0612345678", "lisa@voorbeeld.example"
    at.search.told = [["client_number", "4711"], ["email", "L@voorbeeld.example"]]
    take_out(at, talk, talk=talk, plain=["0687654321", "06-12345678"])
    known = owndata.familiar_of(at.session, at.case, at.organisation)
    assert known.has_telephone("06-12345678")
    assert known.has_telephone("06-87654321"), "nobody took it out"
    assert known.has("lisa@voorbeeld.example")
    assert known.has("4711")
    assert not known.has("l@voorbeeld.example"), "only a system said so"


LONG = f"{TALK} ".ljust(owndata.LONGEST_PASSAGE + 1, "x")


def test_a_whole_page_that_is_taken_out_leaves_only_what_identifies_the_person_their_own(redacting):
    at = redacting
    at.search.told = [["phone", "06 12345678"]]
    take_out(at, LONG, talk=LONG)
    known = owndata.familiar_of(at.session, at.case, at.organisation)
    assert known.has_telephone("0612345678"), "they are found by it"
    assert not known.has("lisa@voorbeeld.example"), "a record only says it somewhere"
    watch = watching.watch_for(at.session, at.case, at.organisation)
    [hit] = checking.find_in_text("06-12345678 of LISA@voorbeeld.example", watch)
    assert hit.text == "lisa@voorbeeld.example"
    take_out(at, LONG, talk=LONG, plain=["lisa@voorbeeld.example"])
    at.case.email = "Lisa@voorbeeld.example"
    known = owndata.familiar_of(at.session, at.case, at.organisation)
    assert known.has("lisa@voorbeeld.example"), "they gave it"
