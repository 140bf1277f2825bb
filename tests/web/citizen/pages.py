"""Every question of the request: how to come there, and what is right to fill in."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.web.citizen.walk import CONTACT, PERSON, Walk

Typed = dict[str, object]
CHILD = PERSON | {"birth_year": "2015"}
NAMES = {name: PERSON[name] for name in ("given_name", "family_name")}


@dataclass(frozen=True)
class Page:
    """One question.

    Attributes:
        typed: what is right there.
        needed: the text fields that may not stay empty.
        chosen: the fields with choices.
        right: the right that is asked.
        before: the pages on the way, with what is filled in there.
    """

    slug: str
    typed: Typed
    needed: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    right: str = "access"
    organisation: str = "cjib"
    whom: str = "self"
    before: tuple[tuple[str, Typed], ...] = ()
    free: tuple[str, ...] = field(default=())


ME = ("inzage", {"scope": "all"})
PARENT = ("namens", {"kind": "parent", "name": "Ria"})
PAGES = [
    Page("inzage", {"scope": "all"}, chosen=("scope",)),
    Page(
        "inzage-onderdelen",
        {"activities": ["other_fines"], "period_from": "", "period_to": ""},
        chosen=("activities",),
        before=(("inzage", {"scope": "some"}),),
    ),
    Page("correctie", {"kind": "wrong"}, chosen=("kind",), right="rectification"),
    Page(
        "correctie-gegevens",
        {"field": "Mijn naam", "old": "Ana", "new": "Anna", "proof": "Mijn paspoort"},
        needed=("field", "new"),
        free=("old", "proof"),
        right="rectification",
        before=(("correctie", {"kind": "wrong"}),),
    ),
    Page(
        "correctie-gegevens",
        {"field": "Het verslag", "old": "Moeilijk", "statement": "Ik was bang"},
        needed=("field", "statement"),
        free=("old",),
        right="rectification",
        before=(("correctie", {"kind": "opinion"}),),
    ),
    Page("wissen", {"scope": "all", "reason": ""}, (), ("scope",), "erasure", free=("reason",)),
    Page(
        "wissen-onderdelen",
        {"activities": ["other_fines"], "what": "De boete van maart"},
        chosen=("activities",),
        free=("what",),
        right="erasure",
        before=(("wissen", {"scope": "some"}),),
    ),
    Page(
        "beperken",
        {"case": "accuracy", "explanation": "Mijn adres"},
        ("explanation",),
        ("case",),
        "restriction",
    ),
    Page("stoppen", {"kind": "marketing"}, (), ("kind",), "objection"),
    Page(
        "stoppen-situatie",
        {"activities": ["bought_phone_numbers"], "situation": "Ik word bedreigd"},
        needed=("situation",),
        chosen=("activities",),
        right="objection",
        before=(("stoppen", {"kind": "situation"}),),
    ),
    Page(
        "toestemming",
        {"consents": ["messages"], "what": ""},
        chosen=("consents",),
        free=("what",),
        right="consent_withdrawal",
        organisation="bijstand-in-jeugdzorg",
    ),
    Page(
        "wie-bent-u",
        {**NAMES, **CONTACT},
        needed=("given_name", "family_name", "email"),
        right="consent_withdrawal",
        organisation="bijstand-in-jeugdzorg",
        before=(("toestemming", {"consents": ["all"]}),),
    ),
    Page(
        "meenemen",
        {"to": "self", "activities": ["messages"]},
        chosen=("to", "activities"),
        right="portability",
        organisation="bijstand-in-jeugdzorg",
    ),
    Page(
        "meenemen-naar",
        {"receiver": "Zorg Dichtbij, info@zorg.example"},
        needed=("receiver",),
        right="portability",
        organisation="bijstand-in-jeugdzorg",
        before=(("meenemen", {"to": "organisation"}),),
    ),
    Page("menselijke-blik", {"activity": "other"}, (), ("activity",), "human_review"),
    Page(
        "menselijke-blik-besluit",
        {"decision": "De boete van 3 maart", "decided_on": "", "view": ""},
        needed=("decision",),
        free=("view",),
        right="human_review",
        before=(("menselijke-blik", {"activity": "traffic_fines"}),),
    ),
    Page("klacht", {"what": "Naar de buren", "to": "officer"}, ("what",), ("to",), "complaint"),
    Page("overleden", {"want": "file"}, chosen=("want",), whom="deceased"),
    Page("namens", {"kind": "parent", "name": "Ria"}, ("name",), ("kind",), whom="child"),
    Page(
        "mag-dat",
        {"other_parent": "alone"},
        chosen=("other_parent",),
        whom="child",
        before=(PARENT, ("over-wie", CHILD)),
    ),
    Page(
        "mag-dat",
        {"go_on": "send"},
        chosen=("go_on",),
        organisation="akj",
        whom="child",
        before=(PARENT, ("over-wie", CHILD)),
    ),
    Page(
        "mag-dat",
        {"scope": "money"},
        chosen=("scope",),
        whom="other",
        before=(("namens", {"kind": "bewindvoerder", "name": "Jan"}), ("over-wie", PERSON)),
    ),
    Page(
        "mag-dat",
        {"permission": "no"},
        chosen=("permission",),
        whom="other",
        before=(("namens", {"kind": "authorised", "name": "Jan"}), ("over-wie", PERSON)),
    ),
    Page(
        "mag-dat",
        {"office": "Berg Advocaten"},
        needed=("office",),
        whom="other",
        before=(("namens", {"kind": "lawyer", "name": "Jan"}), ("over-wie", PERSON)),
    ),
    Page(
        "mag-dat",
        {"relation": "interest"},
        chosen=("relation",),
        whom="deceased",
        before=(
            ("overleden", {"want": "file"}),
            ("namens", {"name": "Jan"}),
            ("over-wie", PERSON),
        ),
    ),
    Page(
        "over-wie",
        dict(PERSON),
        needed=("given_name", "family_name", "birth_day"),
        free=("client_number", "bsn"),
        before=(ME,),
    ),
    Page(
        "over-wie", dict(PERSON), free=("postcode",), organisation="juridisch-loket", before=(ME,)
    ),
    Page(
        "contact",
        dict(CONTACT),
        needed=("email",),
        free=("phone", "address"),
        before=(ME, ("over-wie", PERSON)),
    ),
]


def named(page: Page, name: str) -> str:
    """How a test of one field is called."""
    return f"{page.slug}-{name}"


def come_to(walk: Walk, page: Page) -> None:
    """Walk to a page."""
    walk.begin(page.right, whom=page.whom)
    for slug, typed in page.before:
        walk.go(slug, **typed)
