"""What is the person's own or the organisation's."""

from portal.models.finding import Review
from portal.services import marking, owndata
from tests.services import stories
from tests.services.redacting import field


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
