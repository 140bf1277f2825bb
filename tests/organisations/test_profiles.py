"""The five built-in profiles: what each organisation promises, in plain words."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from portal.law.rights import ControllerKind, Right
from portal.organisations.loading import BUILT_IN, load_all
from portal.organisations.organisation import PERSON, AddressForm, RetentionStart, Sensitivity
from portal.organisations.systems import FILES

FIVE = load_all(BUILT_IN)
SLUGS = ["akj", "bijstand-in-jeugdzorg", "burojij", "cjib", "juridisch-loket"]
LONGEST_SENTENCE = 25  # words
FORBIDDEN = re.compile(
    r"\b(hiermede|hierbij|inzake|derhalve|dient te|dienen te|ten aanzien van|middels|teneinde)\b",
    re.IGNORECASE,
)
POLITE = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
every_profile = pytest.mark.parametrize("slug", SLUGS)


def texts(value: object, language: str, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in this language, with its key."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name == language and isinstance(each, str):
                yield key, each
            else:
                yield from texts(each, language, f"{key}.{name}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from texts(each, language, f"{key}[{number}]")


def raw(slug: str) -> dict[str, object]:
    return tomllib.loads((BUILT_IN / f"{slug}.toml").read_text(encoding="utf-8"))


def periods(slug: str, activity: str) -> list[tuple[int | None, int | None]]:
    return [(each.months, each.days) for each in FIVE[slug].activity(activity).retention]


def test_the_five_are_there():
    assert list(FIVE) == SLUGS


@pytest.mark.parametrize(
    ("slug", "form"),
    [
        ("juridisch-loket", AddressForm.U),
        ("akj", AddressForm.U),
        ("cjib", AddressForm.U),
        ("bijstand-in-jeugdzorg", AddressForm.JE),
        ("burojij", AddressForm.JE),
    ],
)
def test_each_speaks_to_people_in_its_own_form(slug, form):
    assert FIVE[slug].address_form is form
    other = FAMILIAR if form is AddressForm.U else POLITE
    assert [(key, text) for key, text in texts(raw(slug), "nl") if other.search(text)] == []


@every_profile
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_is_longer_than_plain_language_allows(slug, language):
    too_long = [
        (key, sentence)
        for key, text in texts(raw(slug), language)
        for sentence in re.split(r"(?<=[.!?])\s", text)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert too_long == []


@every_profile
def test_no_word_of_officials_is_used(slug):
    assert [(key, text) for key, text in texts(raw(slug), "nl") if FORBIDDEN.search(text)] == []


@every_profile
def test_every_text_is_there_in_both_languages(slug):
    dutch, english = (dict(texts(raw(slug), language)) for language in ("nl", "en"))
    assert dutch.keys() == english.keys()
    assert all(dutch.values())
    assert all(english.values())


@every_profile
def test_only_the_cjib_is_a_public_body_and_may_ask_for_the_bsn(slug):
    organisation = FIVE[slug]
    kind = ControllerKind.PUBLIC if slug == "cjib" else ControllerKind.PRIVATE
    assert organisation.may_ask_bsn is (slug == "cjib")
    assert {each.controller_kind for each in organisation.activities} == {kind}
    assert organisation.controller_kind is kind
    assert (organisation.objection_body is not None) is (slug == "cjib")


@every_profile
def test_who_only_has_a_mail_code_can_be_answered_and_the_most_sensitive_takes_the_desk(slug):
    organisation = FIVE[slug]
    assert organisation.methods_for(Sensitivity.HIGH) == ("desk",)
    for sensitivity in (Sensitivity.LOW, Sensitivity.ORDINARY):
        assert "email_code" in organisation.methods_for(sensitivity)
    searchable = {
        table.activity
        for source in organisation.sources
        for table in source.tables
        if "email" in dict(table.match)
    }
    assert any(
        organisation.activity(each).sensitivity is Sensitivity.ORDINARY for each in searchable
    )
    assert any(each.sensitivity is Sensitivity.HIGH for each in organisation.activities)


@every_profile
def test_some_sources_need_more_than_an_address_and_some_data_are_in_no_system(slug):
    organisation = FIVE[slug]
    assert any(
        all("email" not in dict(table.match) for table in source.tables)
        for source in organisation.sources
    )
    assert any(not each.source_systems for each in organisation.activities)
    fields = [f for s in organisation.sources for table in s.tables for f in table.fields]
    assert any(field.names_third_person for field in fields)
    assert {source.connector for source in organisation.sources} >= {"sqlite", "csv"}


def test_sources_of_every_kind_that_needs_no_server_are_shown():
    connectors = {source.connector for each in FIVE.values() for source in each.sources}
    assert connectors == {*FILES, PERSON}


def test_only_who_promises_to_tell_who_looked_does_so_and_only_gifts_by_consent_are_taken_along():
    tables = [(slug, t) for slug, each in FIVE.items() for s in each.sources for t in s.tables]
    assert {slug for slug, table in tables if table.views} == {"burojij"}
    given = {(slug, table.activity) for slug, table in tables if table.given}
    assert given == {("bijstand-in-jeugdzorg", "administration")}
    for slug, activity in given:
        assert "6.1.a" in FIVE[slug].activity(activity).basis_article  # AVG 20.1


@every_profile
def test_handling_requests_is_in_the_register_itself_with_the_same_retention(slug):
    organisation = FIVE[slug]
    kept = organisation.request_retention
    assert periods(slug, "privacy_requests") == [(kept.months, kept.days)]
    assert organisation.offers(Right.ACCESS)
    assert organisation.offers(Right.COMPLAINT)


def test_the_juridisch_loket_keeps_what_it_promises():
    slug = "juridisch-loket"
    loket = FIVE[slug]
    assert loket.request_retention.months == 13
    assert loket.statement_version == "2023-07-11"
    assert loket.contact.phone == "0800-8020"
    assert loket.contact.address == ("Postbus 487", "3500 AL Utrecht")
    assert "FG" in loket.complaint_path[0].name.nl
    assert periods(slug, "advice") == [(60, None)]
    assert periods(slug, "third_parties") == [(60, None)]
    assert periods(slug, "phone_recordings") == [(None, 42)]
    assert periods(slug, "cancellations") == [(60, None)]
    assert periods(slug, "complaints") == [(24, None), (None, None)]
    assert periods(slug, "camera") == [(None, 28), (None, None), (None, None), (None, None)]
    assert periods(slug, "unwanted_behaviour") == [(12, None), (60, None)]
    assert "(CBS)" in loket.activity("advice").recipients[1].nl
    assert loket.activity("referral_network").source.nl == "van de Raad voor Rechtsbijstand"


def test_the_akj_has_its_own_articles_addressee_and_complaint_path():
    akj = FIVE["akj"]
    articles = {each.right: each.own_article for each in akj.rights if each.own_article}
    assert articles == {
        Right.ACCESS: "artikel 13",
        Right.RECTIFICATION: "artikel 14",
        Right.ERASURE: "artikel 15",
        Right.RESTRICTION: "artikel 16",
        Right.OBJECTION: "artikel 17",
    }
    assert akj.procedure_article == "artikel 12"
    assert akj.addressee.nl.startswith("directeur-bestuurder")
    assert len(akj.complaint_path) == 3
    assert "klachtencommissie" in akj.complaint_path[1].name.nl
    assert periods("akj", "client_file") == [(60, None)]
    assert periods("akj", "web_form")[0] == (None, 28)
    assert akj.draft_retention_days == 28
    assert akj.activity("client_file").basis_article == "AVG 6.1.f"


def test_bijstand_in_jeugdzorg_rests_on_consent_and_deletes_all_after_six_months():
    bijstand = FIVE["bijstand-in-jeugdzorg"]
    assert bijstand.request_retention_start is RetentionStart.LAST_CONTACT
    assert bijstand.rights[0].right is Right.CONSENT_WITHDRAWAL
    assert bijstand.offers(Right.PORTABILITY)
    for activity in bijstand.activities:
        assert periods("bijstand-in-jeugdzorg", activity.id) == [(6, None)]
        assert "laatste contact" in activity.retention[0].trigger.nl
        if activity.id != "privacy_requests":
            assert activity.basis_article.startswith("AVG 6.1.a")
            assert Right.CONSENT_WITHDRAWAL in activity.rights
    assert bijstand.activity("health").basis_article == "AVG 6.1.a, 9.2.a"


def test_the_cjib_tells_of_its_automated_decisions_partners_and_bought_numbers():
    cjib = FIVE["cjib"]
    fines = cjib.activity("traffic_fines")
    assert fines.automated_decision is not None
    assert Right.HUMAN_REVIEW in fines.rights
    assert "bedrijf" in cjib.activity("bought_phone_numbers").source.nl
    partners = " ".join(text.nl for each in cjib.activities for text in each.recipients)
    for partner in ("politie", "Openbaar Ministerie", "RDW", "DUO", "Reclassering"):
        assert partner in partners
    for activity in cjib.activities:
        assert "nr. 22764" in activity.retention[0].period.nl
    assert cjib.request_retention.months is None
    tasks = {"traffic_fines", "other_fines", "prison_sentences", "community_service"}
    assert tasks <= {each.id for each in cjib.activities}


def test_burojij_keeps_files_fifteen_years_and_loose_messages_two_weeks():
    buro = FIVE["burojij"]
    assert periods("burojij", "treatment_file") == [(180, None)]
    assert periods("burojij", "written_contact") == [(None, 14)]
    assert "werkdag" in buro.activity("contact_unregistered").retention[0].period.nl
    assert buro.draft_retention_days == 14
    assert buro.contact.phone == "088 4 700 200"
    assert buro.contact.email == "administratie@burojij.nl"
    views = {field.column for field in buro.source("access_log").tables[0].fields}
    assert {"seen_at", "role", "reason"} <= views
    assert not any("name" in column for column in views)
    assert "1 juli 2018" in buro.activity("paper_folders").purpose.nl


@pytest.mark.parametrize(
    ("slug", "deleted"),
    [
        ("juridisch-loket", {"camera": 28, "phone_recordings": 42}),
        ("akj", {"web_form": 28}),
        ("burojij", {"written_contact": 14}),
        ("cjib", {}),
    ],
)
def test_what_deletes_itself_within_days_is_told(slug, deleted):
    found = {
        activity.id: retention.days
        for activity in FIVE[slug].activities
        for retention in activity.retention
        if retention.deletes_itself
    }
    assert found == deleted


def test_bijstand_deletes_all_by_itself_but_the_requests():
    for activity in FIVE["bijstand-in-jeugdzorg"].activities:
        deletes = [retention.deletes_itself for retention in activity.retention]
        assert deletes == [activity.id != "privacy_requests"], activity.id


def test_the_file_of_a_youth_goes_when_the_youth_asks_but_papers_for_checks_stay():
    burojij = FIVE["burojij"]
    by_law = {duty.article: duty for duty in burojij.activity("treatment_file").duties}
    assert by_law["Jeugdwet 7.3.8"].months == 240
    assert all(duty.yields for duty in by_law.values())
    assert [duty.yields for duty in burojij.activity("funding_documents").duties] == [False]


def test_cjib_may_destroy_nothing_before_its_list_allows():
    for activity in FIVE["cjib"].activities:
        assert [duty.yields for duty in activity.duties] == [False], activity.id
        assert "Archiefwet 1995" in activity.duties[0].article


@every_profile
def test_where_somebody_lives_is_marked_as_such(slug):
    for source in FIVE[slug].sources:
        for table in source.tables:
            for field in table.fields:
                told = field.column in ("street", "postcode", "city", "address")
                assert field.tells_address == told, (table.table, field.column)
