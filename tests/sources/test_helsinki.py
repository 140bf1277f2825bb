"""Services that speak the Helsinki GDPR API: a tree of nodes, and deleting with a dry run."""

import pytest

from portal.law.effects import Effect
from portal.organisations.organisation import FieldMapping, SourceSystem, SourceTable
from portal.sources.connector import Failure, Found, Limits, SourceFailed, Subject
from portal.sources.helsinki import HelsinkiConnector
from portal.sources.orders import ItemResult, ItemState, Order
from tests.sources.server import TOKEN, place, serving
from tests.sources.systems import text

ANNA = Subject(identifiers=(("client_number", "7f3a"),))
TWO_NUMBERS = Subject(identifiers=(("client_number", "7f3a"),), known=(("client_number", "9b1c"),))
ADDRESS = {
    "key": "ADDRESS",
    "children": [{"key": "STREET", "value": "Kade 1"}, {"key": "CITY", "value": "Utrecht"}],
}
TREE = {
    "key": "PROFILE",
    "children": [
        {"key": "FIRST_NAME", "value": "Anna"},
        {"key": "BORN", "value": "1980-02-03"},
        ADDRESS,
        {
            "key": "COMMENTS",
            "children": [
                {"key": "COMMENT", "children": [{"key": "TEXT", "value": "Eerste"}]},
                {"key": "COMMENT", "children": [{"key": "TEXT", "value": "Tweede"}]},
            ],
        },
    ],
}


def mapped(name, *columns):
    fields = tuple(
        FieldMapping(each, text(each), kind="date" if each == "born" else "text")
        for each in columns
    )
    return SourceTable(name, "advice", text(name), (("client_number", "id"),), fields)


PROFILE = mapped("profile", "first_name", "born", "address_city", "comments_comment_text")
COMMENT = mapped("comment", "text")


def system(server, *tables):
    location = server.at("/v1/profiles/{client_number}")
    return SourceSystem("profile", text("P"), "helsinki", location, tables or (PROFILE, COMMENT))


def search(folder, answer, *tables, subject=ANNA, limits=None):
    with serving(answer) as server:
        outcome = HelsinkiConnector().search(
            system(server, *tables), place(folder), subject, limits or Limits()
        )
    return outcome, server.asked


def says(tree):
    return lambda web: web.say(200, tree)


def failure(folder, answer, *tables):
    with pytest.raises(SourceFailed) as failed:
        search(folder, answer, *tables)
    return failed.value


def test_a_tree_becomes_records_by_the_keys_of_the_profile(tmp_path):
    outcome, (asked,) = search(tmp_path, says(TREE))
    assert (asked.method, asked.path) == ("GET", "/v1/profiles/7f3a")
    assert asked.headers["authorization"] == f"Bearer {TOKEN}"
    assert outcome.result is Found.HELD
    assert outcome.searched_with == ("client_number",)
    profile, first, second = outcome.records
    assert {field.label_nl: field.value for field in profile.fields} == {
        "first_name": "Anna",
        "born": "1980-02-03",
        "address_city": "Utrecht",
        "comments_comment_text": "Eerste; Tweede",
    }
    assert [first.fields[0].value, second.fields[0].value] == ["Eerste", "Tweede"]
    assert profile.matched_by == ("client_number",)


def test_nothing_held_is_said(tmp_path):
    outcome, _ = search(tmp_path, lambda web: web.say(204))
    assert (outcome.result, outcome.searched_with) == (Found.NOTHING_HELD, ("client_number",))


def test_empty_nodes_are_nothing_held_and_no_mistake(tmp_path):
    empty = {"key": "PROFILE", "children": [{"key": "FIRST_NAME", "value": None}]}
    assert search(tmp_path, says(empty))[0].result is Found.NOTHING_HELD


def test_without_the_identifier_nobody_is_asked(tmp_path):
    outcome, asked = search(tmp_path, says(TREE), subject=Subject(email="a@b.example"))
    assert (outcome.result, asked) == (Found.CANNOT_SEARCH, [])


def test_a_number_that_a_system_told_is_asked_as_well(tmp_path):
    outcome, asked = search(tmp_path, says(TREE), COMMENT, subject=TWO_NUMBERS)
    assert [each.path for each in asked] == ["/v1/profiles/7f3a", "/v1/profiles/9b1c"]
    assert {record.matched_by for record in outcome.records} == {
        ("client_number",),
        ("known_client_number",),
    }


def test_what_the_service_keeps_to_itself_is_counted_and_told(tmp_path):
    shut = {"key": "BORN", "error": {"code": "loa"}, "value": None}
    tree = {"key": "PROFILE", "children": [{"key": "FIRST_NAME", "value": "Anna"}, shut, shut]}
    outcome, _ = search(tmp_path, says(tree))
    assert outcome.broken_rows == 2
    assert len(outcome.records) == 1


def test_data_in_places_that_the_profile_does_not_know_are_no_empty_answer(tmp_path):
    renamed = {"key": "USER", "children": [{"key": "VOORNAAM", "value": "Anna"}]}
    assert failure(tmp_path, says(renamed)).failure is Failure.MAPPING


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_refusal_is_final(tmp_path, status):
    assert failure(tmp_path, lambda web: web.say(status, {})).failure is Failure.REFUSED


def test_a_service_in_trouble_may_come_back(tmp_path):
    assert failure(tmp_path, lambda web: web.say(500, {"errors": []})).may_retry


@pytest.mark.parametrize(
    "tree",
    [
        [],
        {},
        None,
        {"key": True, "value": "x"},
        {"key": "PROFILE", "children": {}},
        {"key": "PROFILE", "children": ["x"]},
        {"key": "PROFILE", "children": [{"value": "x"}]},
        {"key": "PROFILE", "value": {"a": "b"}},
    ],
)
def test_what_is_no_tree_is_a_failure(tmp_path, tree):
    assert failure(tmp_path, says(tree)).failure is Failure.UNCLEAR


def test_a_tree_without_a_bottom_is_a_failure(tmp_path):
    tree = {"key": "A", "value": "x"}
    for _ in range(60):
        tree = {"key": "A", "children": [tree]}
    assert failure(tmp_path, says(tree)).failure is Failure.UNCLEAR


def test_too_many_or_too_large_nodes_are_a_failure(tmp_path):
    limits = Limits(rows=1, value_bytes=10)
    with pytest.raises(SourceFailed) as failed:
        search(tmp_path, says(TREE), COMMENT, limits=limits)
    assert failed.value.failure is Failure.TOO_MANY
    with pytest.raises(SourceFailed) as failed:
        search(tmp_path, says(TREE), PROFILE, limits=limits)
    assert failed.value.failure is Failure.TOO_LARGE


def delete(folder, answer, *, dry_run, subject=ANNA, effect=Effect.ERASE):
    order = Order("1", effect, subject, ("profile",))
    with serving(answer) as server:
        done = HelsinkiConnector().carry_out(
            system(server), place(folder), order, Limits(), dry_run=dry_run
        )
    return done, server.asked


def test_a_dry_run_deletes_nothing_and_says_that_it_may(tmp_path):
    done, (asked,) = delete(tmp_path, lambda web: web.say(204), dry_run=True)
    assert (asked.method, asked.path) == ("DELETE", "/v1/profiles/7f3a?dry_run=true")
    assert done == (ItemResult("", ItemState.POSSIBLE),)


def test_the_real_thing_deletes(tmp_path):
    done, (asked,) = delete(tmp_path, lambda web: web.say(204), dry_run=False)
    assert (asked.method, asked.path) == ("DELETE", "/v1/profiles/7f3a")
    assert done == (ItemResult("", ItemState.DONE),)


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_refusal_comes_with_its_reasons(tmp_path, dry_run):
    errors = [{"code": "LOAN", "message": {"fi": "laina", "sv": "lån", "en": "Open loan."}}]
    done, _ = delete(tmp_path, lambda web: web.say(403, {"errors": errors}), dry_run=dry_run)
    assert done == (ItemResult("", ItemState.REFUSED, "Open loan."),)
    done, _ = delete(tmp_path, lambda web: web.say(403), dry_run=dry_run)
    assert done == (ItemResult("", ItemState.REFUSED),)


def test_what_is_gone_the_second_time_was_done_the_first(tmp_path):
    done, _ = delete(tmp_path, lambda web: web.say(404, {}), dry_run=False)
    assert done == (ItemResult("", ItemState.DONE),)
    with pytest.raises(SourceFailed) as failed:
        delete(tmp_path, lambda web: web.say(404, {}), dry_run=True)
    assert failed.value.failure is Failure.REFUSED


@pytest.mark.parametrize("status", [200, 202, 400, 401])
def test_any_other_answer_lets_nothing_go_on(tmp_path, status):
    with pytest.raises(SourceFailed) as failed:
        delete(tmp_path, lambda web: web.say(status, {}), dry_run=True)
    assert not failed.value.may_retry


def test_two_numbers_are_two_deletions_and_one_result(tmp_path):
    done, asked = delete(tmp_path, lambda web: web.say(204), dry_run=True, subject=TWO_NUMBERS)
    assert [each.path for each in asked] == [
        "/v1/profiles/7f3a?dry_run=true",
        "/v1/profiles/9b1c?dry_run=true",
    ]
    assert done == (ItemResult("", ItemState.POSSIBLE),)


@pytest.mark.parametrize("effect", [Effect.RECTIFY, Effect.RESTRICT, Effect.LIFT])
def test_it_can_erase_and_nothing_else(tmp_path, effect):
    with pytest.raises(SourceFailed) as failed:
        delete(tmp_path, lambda web: web.say(204), dry_run=True, effect=effect)
    assert failed.value.failure is Failure.REFUSED


def test_somebody_it_cannot_name_is_not_said_to_be_erased(tmp_path):
    with pytest.raises(SourceFailed):
        delete(tmp_path, lambda web: web.say(204), dry_run=False, subject=Subject())


def test_an_address_with_an_e_mail_address_deletes_nothing(tmp_path):
    source = SourceSystem("profile", text("P"), "helsinki", "http://127.0.0.1/{email}", (PROFILE,))
    assert not HelsinkiConnector().can_name(source, Subject(email="a@b.example"))
    assert HelsinkiConnector().can_name(
        SourceSystem("profile", text("P"), "helsinki", "http://x/{client_number}", ()), ANNA
    )
