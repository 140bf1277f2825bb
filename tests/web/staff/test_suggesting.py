"""Suggestions by rule, third persons, and what was found again."""

import pytest

from portal.models.audit import Role
from portal.models.redaction import Mark, MarkState, ThirdPerson
from tests.web.staff import desk, marked
from tests.web.staff.test_redacting import WHY

NAMES = ["third_person:Karin", "third_person:Karin de Boer"]


@pytest.fixture
def items(bench):
    """Two items about the same person, with suggestions."""
    keys = marked.add_items(bench.app, bench.things, marked.TALK, marked.TALK)
    marked.suggest(bench.app, bench.things)
    return keys


def ask(bench, read):
    """What `read` finds in the database."""
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        return read(session)


def count(bench, state):
    return ask(bench, lambda session: session.query(Mark).filter_by(state=state).count())


def judge(bench, what, *picks, **why):
    """Send the form with these ticks."""
    return bench.post("/gegevens/voorstellen", judge=what, pick=list(picks), **why)


def test_each_text_of_a_rule_stands_there_once_with_how_often_and_what_stands_around_it(
    bench, items
):
    page = bench.get("/gegevens/voorstellen")
    assert page.count('value="third_person:Karin de Boer"') == 1
    assert page.count(" checked>") == 3
    assert "(6 plekken)" in page
    assert "Gespreksnotitie" in page
    assert 'Karin de Boer (<mark class="rl-mark">06-12345678</mark>) over de huur. Karin' in page
    assert 'id="pick-0-rond">' in page
    assert 'id="pick-0-rond" lang="nl">' in bench.get("/gegevens/voorstellen?taal=en")


def test_what_is_ticked_is_accepted_and_a_text_can_stay_readable(bench, items):
    assert judge(bench, "dismiss", "phone:06-12345678").status_code == 302
    assert count(bench, MarkState.DISMISSED) == 2
    asked = judge(bench, "accept", *NAMES)
    assert asked.status_code == 422
    assert asked.text.count('name="pick"') == 2
    assert count(bench, MarkState.ACCEPTED) == 0
    judge(bench, "accept", *NAMES, **WHY)
    assert count(bench, MarkState.ACCEPTED) == 6
    assert ask(bench, lambda session: session.query(ThirdPerson).count()) == 1
    assert "Er wacht geen lakvoorstel" in bench.get("/gegevens/voorstellen")


def test_who_may_only_read_sees_the_suggestions_and_nothing_to_tick(app, bench, items):
    desk.hire(app, Role.PRIVACY_OFFICER)
    page = desk.signed_in(app, Role.PRIVACY_OFFICER).get(f"{bench.at}/gegevens/voorstellen").text
    assert '<strong class="rl-judge__text">Karin de Boer</strong>' in page
    assert 'for="pick' not in page
    assert 'name="pick"' not in page


def test_without_a_tick_nothing_happens_and_the_page_says_so(bench, items):
    page = judge(bench, "accept")
    assert page.status_code == 422
    assert "Vink aan wat u wilt beoordelen" in page.text
    assert 'href="#pick-0"' in page.text
    assert " checked>" not in page.text
    assert judge(bench, "dismiss", "no such rule:Karin").status_code == 302
    assert count(bench, MarkState.SUGGESTED) == 8


def test_a_third_person_gets_another_way_of_writing_and_it_goes_everywhere(bench, items):
    judge(bench, "accept", *NAMES, **WHY)
    third = ask(bench, lambda session: session.query(ThirdPerson).one().id)
    empty = bench.post(f"/gegevens/derden/{third}", name="")
    assert empty.status_code == 422
    bench.post(f"/gegevens/derden/{third}", name="mevrouw")
    assert "mevrouw" in ask(bench, lambda session: session.get_one(ThirdPerson, third).names)
    bench.post(f"/gegevens/derden/{third}", change="split", name="mevrouw")
    other = ask(bench, lambda session: session.query(ThirdPerson).all()[-1].id)
    assert "Derde B" in bench.get("/gegevens/derden")
    bench.post(f"/gegevens/derden/{third}", change="merge", other=other)
    assert ask(bench, lambda session: session.query(ThirdPerson).count()) == 1


def test_a_name_that_was_misread_in_a_scan_gets_the_letter_of_who_is_meant(bench, items):
    judge(bench, "accept", *NAMES, **WHY)

    def misread(session, *texts):
        first = session.query(Mark).first()
        for text in texts:
            session.add(
                Mark(
                    case_id=first.case_id,
                    finding_id=first.finding_id,
                    field=0,
                    start=0,
                    end=1,
                    text=text,
                    state=MarkState.SUGGESTED,
                    origin="misread",
                    made_at=first.made_at,
                )
            )

    with bench.app.extensions["portal"].database.transaction() as session:
        misread(session, "Kariu dc Boer", "O6-1234567B")
    page = bench.get("/gegevens/voorstellen")
    assert "misschien verkeerd gelezen (2 plekken)" in page
    judge(bench, "accept", "misread:Kariu dc Boer", "misread:O6-1234567B", **WHY)

    def letters(session):
        return [mark.third_id for mark in session.query(Mark).filter_by(origin="misread")]

    third = ask(bench, lambda session: session.query(ThirdPerson).one())
    assert ask(bench, letters) == [third.id, None]
    assert "Kariu dc Boer" in third.names
