"""People who do not exist: the same each time, and reachable by nobody."""

import re

from stdnum.nl import bsn

from portal.demo.people import make_people, make_person

PEOPLE = make_people("juridisch-loket", "JL", 400)


def test_they_are_the_same_people_each_time():
    assert make_people("juridisch-loket", "JL", 400) == PEOPLE
    assert make_person("juridisch-loket", "JL", 17) == PEOPLE[17]


def test_another_organisation_has_other_people():
    assert make_person("akj", "AKJ", 0).name != PEOPLE[0].name


def test_nobody_shares_a_mail_address_or_a_client_number():
    assert len({person.email for person in PEOPLE}) == len(PEOPLE)
    assert len({person.client_number for person in PEOPLE}) == len(PEOPLE)


def test_mail_and_phone_reach_nobody():
    assert all(person.email.endswith(".example") for person in PEOPLE)
    assert all(re.fullmatch(r"06 0\d \d\d \d\d \d\d", person.phone) for person in PEOPLE)


def test_citizen_service_numbers_are_valid_and_of_the_test_series():
    assert all(bsn.is_valid(person.bsn) for person in PEOPLE)
    assert all(person.bsn.startswith("999") for person in PEOPLE)


def test_young_people_are_there_where_they_are_asked():
    young = make_people("akj", "AKJ", 200, youth=0.4)
    children = [person for person in young if person.birth_date.year > 2008]
    assert 50 < len(children) < 110
    assert all(person.birth_date.year < 2008 for person in PEOPLE)


def test_names_are_varied():
    assert len({person.name for person in PEOPLE}) > 390
