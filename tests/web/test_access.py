"""Who may open what: a table over every route, and every role against every case."""

import csv
from pathlib import Path

import pytest
from flask import Flask

from portal.models.audit import Role
from portal.models.staff import Staff
from portal.web import access
from tests.web.staff import desk

TABLE = Path(__file__).parent / "routes.csv"
HEAD = ["endpoint", "methods", "address", "who", "enrolled", "writes"]
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
OWN_AFFAIRS = {  # what a privacy officer may send: nothing of it changes a case
    "staff.search",
    "staff.sign_out",
    "staff.change_password",
    "staff.recouple",
    "staff.choose_password",
    "staff.second_factor",
    "staff.enrol",
}
HALFWAY = "/balie/aanmelden/code"
NOT_THERE = ("staff.enrolment_image", "staff.show_sheet")  # who enrolled; an item without pages


def table(app: Flask) -> list[list[str]]:
    """A line for each route, as it stands in the file."""
    lines = []
    with app.app_context():
        for rule in app.url_map.iter_rules():
            declared = access.declared(rule.endpoint)
            assert declared is not None, f"{rule.endpoint} does not say who may open it"
            who = declared.who or " ".join(declared.roles)
            methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
            flags = [str(declared.enrolled and not declared.who), str(declared.writes)]
            lines.append([rule.endpoint, methods, rule.rule, who, *flags])
    return sorted(lines)


def test_every_route_says_who_may_and_stands_in_the_table(app):
    with TABLE.open(newline="") as file:
        head, *known = list(csv.reader(file))
    assert head == HEAD
    found = table(app)
    new = [line for line in found if line not in known]
    gone = [line for line in known if line not in found]
    assert not new, f"think about who may open these, then add them to {TABLE.name}: {new}"
    assert not gone, f"these are no more, or may now be opened by others: {gone}"


def test_a_page_that_says_nothing_is_refused(new_app):
    new_app.add_url_rule("/vergeten", "forgotten", lambda: "open")
    assert new_app.test_client().get("/vergeten").status_code == 403


def test_a_privacy_officer_changes_nothing(app):
    changing = {
        line[0]
        for line in table(app)
        if UNSAFE & set(line[1].split()) and Role.PRIVACY_OFFICER in line[3].split()
    }
    assert changing == OWN_AFFAIRS


def test_no_page_that_only_reads_takes_a_form(app):
    for endpoint, methods, _address, who, _enrolled, _writes in table(app):
        if "GET" not in methods and who:
            assert methods == "POST", endpoint


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """(endpoint, method, address) of each page of the desk."""
    return [
        (endpoint, method, address)
        for endpoint, methods, address, _who, _enrolled, _writes in table(app)
        if endpoint.startswith("staff.") and endpoint not in ("staff.sign_in", "staff.sign_out")
        for method in methods.split()
    ]


def filled(address: str, things: desk.Things, staff_id: int) -> str:
    """The address with the keys of one case and one colleague."""
    for name, value in (
        ("<reference>", things.reference),
        ("<int:search_id>", things.search_id),
        ("<int:finding_id>", things.finding_id),
        ("<int:document_id>", things.document_id),
        ("<int:restriction_id>", things.restriction_id),
        ("<int:hold_id>", things.hold_id),
        ("<int:notice_id>", things.notice_id),
        ("<int:part_id>", things.part_id),
        ("<int:item_id>", things.item_id),
        ("<int:task_id>", things.task_id),
        ("<int:viewing_id>", things.viewing_id),
        ("<int:instruction_id>", things.instruction_id),
        ("<int:exhibit_id>", things.exhibit_id),
        ("<int:third_id>", things.third_id),
        ("<int:leak_id>", things.leak_id),
        ("<int:page>", 1),
        ("<int:staff_id>", staff_id),
        ("<source>", "client_contact"),
        ("<any(identiteit, toelichting):kind>", "toelichting"),
    ):
        address = address.replace(name, str(value))
    assert "<" not in address, f"say here what to fill in: {address}"
    return address


@pytest.mark.parametrize("role", list(Role))
def test_every_page_of_the_desk_against_each_role_and_both_organisations(app, role):
    app.config["WTF_CSRF_ENABLED"] = False
    for each in Role:
        desk.hire(app, each)
    own_colleague = desk.hire(app, Role.HANDLER, name="collega")
    foreign_colleague = desk.hire(app, Role.HANDLER, slug=desk.ELSEWHERE)
    own, foreign = everything(app, desk.HOME), everything(app, desk.ELSEWHERE)
    client = desk.signed_in(app, role)
    with app.app_context():
        declared = {e: access.declared(e) for e, _, _ in routes(app)}
    for endpoint, method, address in routes(app):
        rule = declared[endpoint]
        assert rule is not None
        here = filled(address, own, own_colleague)
        there = filled(address, foreign, foreign_colleague)
        mine = client.open(here, method=method)
        theirs = client.open(there, method=method)
        if role not in rule.roles:
            assert (mine.status_code, theirs.status_code) == (403, 403), (endpoint, method)
            continue
        allowed = (404,) if endpoint in NOT_THERE else (200, 302, 409, 422)
        assert mine.status_code in allowed, (endpoint, method, mine.status_code)
        if here != there:
            assert theirs.status_code == 404, (endpoint, method)


def everything(app: Flask, slug: str, key: str = "one") -> desk.Things:
    """A case with something of each kind that has an address of its own."""
    things = desk.with_consequences(app, desk.case_of(app, slug, key))
    things = desk.with_redaction(app, desk.with_items(app, things))
    return desk.with_exhibit(app, desk.with_asking(app, things))


def test_keys_of_another_case_open_nothing_under_the_own_one(app):
    app.config["WTF_CSRF_ENABLED"] = False
    handler = desk.hire(app, Role.HANDLER)
    own = desk.with_items(app, desk.case_of(app, handler=handler))
    for other in (everything(app, desk.HOME, "two"), everything(app, desk.ELSEWHERE)):
        client = desk.signed_in(app, Role.HANDLER)
        base = f"/balie/verzoek/{own.reference}"
        for method, address in (
            ("GET", f"{base}/documenten/{other.document_id}"),
            ("POST", f"{base}/gegevens/{other.search_id}/opnieuw"),
            ("POST", f"{base}/gegevens/{other.search_id}/meenemen"),
            ("POST", f"{base}/gegevens/item/{other.finding_id}/meenemen"),
            ("GET", f"{base}/gegevens/item/{other.finding_id}/weglaten"),
            ("GET", f"{base}/gegevens/item/{other.finding_id}"),
            ("GET", f"{base}/gegevens/item/{other.finding_id}/blad/1"),
            ("POST", f"{base}/gegevens/item/{other.finding_id}/lakken"),
            ("POST", f"{base}/gegevens/item/{other.finding_id}/gebied"),
            ("POST", f"{base}/gegevens/item/{other.finding_id}/voorstellen"),
            ("POST", f"{base}/gegevens/derden/{other.third_id}"),
            ("POST", f"{base}/gegevens/lekken/{other.leak_id}"),
            ("GET", f"{base}/besluit/onderdelen/{other.part_id}"),
            ("POST", f"{base}/besluit/onderdelen/{other.part_id}/lijst"),
            ("POST", f"{base}/besluit/onderdelen/{own.part_id}/{other.item_id}"),
            ("GET", f"{base}/besluit/onderdelen/{own.part_id}/{other.item_id}/bewaren"),
            ("GET", f"{base}/gevolgen/beperking/{other.restriction_id}"),
            ("POST", f"{base}/gevolgen/vasthouden/{other.hold_id}"),
            ("POST", f"{base}/gevolgen/ontvanger/{other.notice_id}"),
            ("POST", f"{base}/gevolgen/ontvanger/{other.notice_id}/terug"),
            ("GET", f"{base}/gevolgen/ontvanger/{other.notice_id}/brief"),
            ("GET", f"{base}/vragen/{other.task_id}/opnieuw"),
            ("POST", f"{base}/vragen/{other.task_id}/intrekken"),
            ("POST", f"{base}/vragen/{other.task_id}/kopieen"),
            ("GET", f"{base}/afspraken/{other.viewing_id}"),
            ("POST", f"{base}/afspraken/{other.viewing_id}/weghalen"),
            ("GET", f"{base}/gegevens/documenten/{other.exhibit_id}/origineel"),
            ("POST", f"{base}/gegevens/documenten/{other.exhibit_id}/weg"),
            ("POST", f"{base}/gegevens/documenten/{other.exhibit_id}/opnieuw"),
        ):
            assert client.open(address, method=method).status_code == 404, address
        with app.extensions["portal"].database.transaction() as session:
            session.get_one(Staff, handler).totp_step = 0


def test_who_did_not_sign_in_is_sent_to_the_door(app, client):
    app.config["WTF_CSRF_ENABLED"] = False
    things = desk.case_of(app)
    for endpoint, method, address in routes(app):
        answer = client.open(filled(address, things, 1), method=method)
        assert answer.status_code == 302, endpoint
        assert answer.location.startswith("/balie/aanmelden"), endpoint


def test_a_password_alone_opens_nothing(app):
    app.config["WTF_CSRF_ENABLED"] = False
    desk.hire(app, Role.COORDINATOR)
    things = desk.case_of(app)
    client = app.test_client()
    desk.give_password(client, f"coordinator@{desk.HOME}.example")
    with app.app_context():
        declared = {e: access.declared(e) for e, _, _ in routes(app)}
    for endpoint, method, address in routes(app):
        rule = declared[endpoint]
        if rule is not None and rule.enrolled:
            answer = client.open(filled(address, things, 1), method=method)
            assert (answer.status_code, answer.location) == (302, HALFWAY), endpoint


def test_every_form_of_the_desk_needs_its_token(app):
    for each in Role:
        desk.hire(app, each)
    things = desk.case_of(app)
    clients = {role: desk.signed_in(app, role) for role in (Role.COORDINATOR, Role.ADMINISTRATOR)}
    with app.app_context():
        declared = {e: access.declared(e) for e, _, _ in routes(app)}
    for endpoint, method, address in routes(app):
        rule = declared[endpoint]
        if method not in UNSAFE or rule is None:
            continue
        for role, client in clients.items():
            if role in rule.roles:
                answer = client.open(filled(address, things, 1), method=method)
                assert answer.status_code == 400, endpoint
