"""What is looked for in an answer: what was taken out, and who and what stood in it."""

import pytest

from portal.language import catalogs
from portal.models.finding import Review
from portal.redaction import checking
from portal.services import marking, thirds, watching
from tests.services.redacting import Redacting, field, page

LETTER = "Aan mevrouw Fatima Demirel\nZij belde over Wijkteam Tiel en NL91 ABNA 0417 1643 00"


def include(at):
    for each in at.items:
        each.review = Review.INCLUDE
    at.session.flush()


def test_what_was_taken_out_is_looked_for_in_all_its_parts(redacting):
    at = redacting
    third = thirds.third_for(at.session, at.case, "Jan Peters", **at.who)
    marking.mark_all(at.session, at.case, "Jan Peters", pages={}, third=third, **at.why)
    before = watching.watch_for(at.session, at.case, at.organisation)  # nothing goes in yet
    assert checking.find_in_text("Peters", before)  # but staff may write the name
    include(at)
    watch = watching.watch_for(at.session, at.case, at.organisation)
    assert checking.find_in_text("de heer PETERS, jan-peters", watch)
    assert not checking.find_in_text("mevrouw De Wit, derde A en januari", watch)


@pytest.mark.parametrize("text", ["Uw gegevens", "de rechten van een ander", "persoon"])
def test_words_of_the_portal_are_no_leak_in_its_own_sentences(redacting, text):
    at = redacting
    at.items[0].fields = [["Aantekening", "Note", text]]
    marking.mark(at.session, at.case, at.items[0], field=0, start=0, end=len(text), **at.why)
    include(at)
    watch = watching.watch_for(at.session, at.case, at.organisation)
    ours = "\n".join(
        each for each in catalogs.texts("nl", at.organisation.address_form) if len(each) > 60
    )
    assert not checking.find_in_text(ours, watch)
    assert checking.find_in_text(f"Zomaar {text} hier.", watch)


def told(at, text):
    """What of a text is a leak."""
    watch = watching.watch_for(at.session, at.case, at.organisation)
    return sorted({hit.text for hit in checking.find_in_text(text, watch)})


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ("region", {"boxes": [(0.0, 0.0, 900.0, 100.0)]}),
        ("page", {"whole": True}),
        ("passage", {"start": 0, "end": len(LETTER)}),
    ],
)
def test_who_and_what_stands_in_a_longer_passage_is_looked_for_by_itself(redacting, part, where):
    at = redacting
    at.items[2].fields = [field("brief.pdf")]
    sheets = [page(text=LETTER, width=1000.0)]
    marking.mark(at.session, at.case, at.items[2], page=1, pages=sheets, **where, **at.why)
    include(at)
    assert told(at, "Demirel kwam") == ["Fatima Demirel"]
    assert told(at, "naar NL91ABNA0417164300") == ["NL91 ABNA 0417 1643 00"]
    assert told(at, "Het wijkteam in Tiel belde niet.") == []
    assert told(at, LETTER.replace("\n", " "))


def test_a_third_person_who_is_known_is_recognised_in_a_region(redacting):
    at = redacting
    thirds.third_for(at.session, at.case, "Demi de Koning", **at.who)
    at.items[2].fields = [field("toen zei koning niets, de Koning wel")]
    marking.mark(at.session, at.case, at.items[2], field=0, start=0, end=35, **at.why)
    include(at)
    assert told(at, "Het was De Koning.") == ["Demi de Koning"]


def test_a_name_that_was_left_readable_elsewhere_is_no_leak_because_it_stood_in_a_region(redacting):
    at = redacting
    text = "met mevrouw Karin de Boer en Fatima Demirel"
    at.items[2].fields = [field(text)]
    marking.mark(at.session, at.case, at.items[2], field=0, start=0, end=len(text), **at.why)
    include(at)
    assert told(at, "Karin de Boer, Fatima Demirel") == ["Fatima Demirel", "Karin de Boer"]
    leave = at.items[0]
    leave.fields = [field("Karin de Boer")]
    mark = marking.mark(at.session, at.case, leave, field=0, start=0, end=13, **at.why)
    mark.state = "dismissed"
    at.session.flush()
    assert told(at, "Karin de Boer, Fatima Demirel") == ["Fatima Demirel"]


def test_a_secret_address_is_looked_for_wherever_it_came_from(database):
    with database.transaction() as session:
        at = Redacting(session)
        at.case.address = "Kastanjelaan 4\n3511 AB Utrecht"
        at.items[1].fields = [field("Havenstraat 12", tells_address=True)]
        session.flush()
        assert told(at, "Kastanjelaan 4, 3511AB Utrecht, Havenstraat 12") == []
        at.case.secret_address = True
        assert told(at, "zij woont in de Kastanjelaan") == ["Kastanjelaan"]
        assert told(at, "op Kastanjelaan 4 te Utrecht") == ["Kastanjelaan", "Kastanjelaan 4"]
        assert told(at, "te 3511AB") == ["3511 AB"]
        assert told(at, "Havenstr. 12") == ["Havenstr", "Havenstr 12"]
        assert told(at, "in Utrecht, op nummer 4") == []
