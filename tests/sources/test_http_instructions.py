"""What a server is told to do with its data, and what it says of it."""

import pytest

from portal.law.effects import Effect
from portal.organisations.organisation import SourceSystem
from portal.sources.connector import Failure, Limits, SourceFailed, Subject
from portal.sources.http_pull import HttpConnector
from portal.sources.orders import Change, ItemResult, ItemState, Order
from tests.sources.server import place, serving
from tests.sources.systems import table, text

SUBJECT = Subject(email="anna@post.example", identifiers=(("client_number", "K.100"),))
KEYS = {"email": "email", "client_number": "number"}


def carry_out(folder, answer, *, dry_run=True, effect=Effect.ERASE, change=None):
    order = Order("41.1", effect, SUBJECT, ("contacts",), change)
    with serving(answer) as server:
        done = HttpConnector().carry_out(
            SourceSystem(
                "register", text("Register"), "http", server.at("/api"), (table(match=KEYS),)
            ),
            place(folder),
            order,
            Limits(),
            dry_run=dry_run,
        )
    return done, server.asked


def test_it_names_the_tables_and_says_whether_anything_may_change(tmp_path):
    for dry_run in (True, False):
        _, (asked,) = carry_out(
            tmp_path,
            lambda web, dry=dry_run: web.say(200, {"dry_run": dry, "items": []}),
            dry_run=dry_run,
        )
        assert (asked.method, asked.path) == ("POST", "/api/instructions")
        assert asked.json["dry_run"] is dry_run
        assert (asked.json["effect"], asked.json["tables"]) == ("erase", ["contacts"])
        assert [way[0]["value"] for way in asked.json["ways"]] == ["K.100"]
        assert asked.headers["idempotency-key"] == f"41.1-{'trial' if dry_run else 'real'}"


def test_a_correction_says_which_columns_and_what_they_must_be(tmp_path):
    change = Change((("contacts", "full_name"),), "van den Berg", "de Wit")
    _, (asked,) = carry_out(
        tmp_path,
        lambda web: web.say(200, {"dry_run": True, "items": []}),
        effect=Effect.RECTIFY,
        change=change,
    )
    assert asked.json["change"] == {
        "columns": [{"table": "contacts", "column": "full_name"}],
        "old": "van den Berg",
        "new": "de Wit",
    }


def test_it_tells_the_result_of_each_item(tmp_path):
    items = [
        {"what": "Contact", "result": "possible"},
        {"what": "Factuur", "result": "refused", "reason": {"en": "no", "nl": "Moet blijven."}},
        {"what": {"nl": "Brief"}, "result": "refused", "reason": "law"},
    ]
    done, _ = carry_out(tmp_path, lambda web: web.say(200, {"dry_run": True, "items": items}))
    assert done == (
        ItemResult("Contact", ItemState.POSSIBLE),
        ItemResult("Factuur", ItemState.REFUSED, "Moet blijven."),
        ItemResult("Brief", ItemState.REFUSED, "law"),
    )


def test_a_refusal_of_all_comes_with_its_reasons(tmp_path):
    errors = [
        {"code": "LOAN", "message": {"fi": "laina", "sv": "lån", "en": "There is a loan."}},
        {"code": "FINE", "message": {}},
        "malformed",
    ]
    done, _ = carry_out(tmp_path, lambda web: web.say(403, {"errors": errors}))
    assert [(each.state, each.reason) for each in done] == [
        (ItemState.REFUSED, "There is a loan."),
        (ItemState.REFUSED, "FINE"),
    ]
    done, _ = carry_out(tmp_path, lambda web: web.say(403, b"nee", "text/plain"))
    assert done == (ItemResult("", ItemState.REFUSED),)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, {"items": []}),
        (200, {"dry_run": False, "items": []}),
        (200, {"dry_run": "true", "items": []}),
        (200, {"dry_run": True}),
        (200, {"dry_run": True, "items": [{"result": "done"}]}),
        (200, {"dry_run": True, "items": [{"result": "misschien"}]}),
        (200, {"dry_run": True, "items": ["possible"]}),
        (200, []),
        (204, None),
        (202, {"dry_run": True, "items": []}),
    ],
)
def test_what_might_not_have_been_a_dry_run_stops_everything(tmp_path, status, body):
    with pytest.raises(SourceFailed) as failed:
        carry_out(tmp_path, lambda web: web.say(status, body))
    assert (failed.value.failure, failed.value.may_retry) == (Failure.UNCLEAR, False)


@pytest.mark.parametrize("result", ["possible", "", None, 1])
def test_the_real_thing_is_done_or_it_is_not(tmp_path, result):
    items = [{"what": "Contact", "result": result}]
    with pytest.raises(SourceFailed) as failed:
        carry_out(
            tmp_path,
            lambda web: web.say(200, {"dry_run": False, "items": items}),
            dry_run=False,
        )
    assert failed.value.failure is Failure.UNCLEAR


def test_a_reason_is_harmless_and_short(tmp_path):
    items = [{"what": "x" * 999, "result": "refused", "reason": "\x1b<b>" + "y" * 5_000}]
    (item,), _ = carry_out(tmp_path, lambda web: web.say(200, {"dry_run": True, "items": items}))
    assert (len(item.what), len(item.reason)) == (300, 300)
    assert "\x1b" not in item.reason


def test_an_address_that_a_family_shares_changes_nobodys_data(tmp_path):
    order = Order("1", Effect.ERASE, Subject(email="anna@post.example"), ("contacts",))
    with serving(lambda web: web.say(200, {"dry_run": True, "items": []})) as server:
        source = SourceSystem(
            "register", text("Register"), "http", server.at("/api"), (table(match=KEYS),)
        )
        assert not HttpConnector().can_name(source, order.subject)
        with pytest.raises(SourceFailed) as failed:
            HttpConnector().carry_out(source, place(tmp_path), order, Limits(), dry_run=True)
    assert failed.value.failure is Failure.REFUSED
    assert not server.asked
