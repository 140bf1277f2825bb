"""Items with names of others in them, a document of two pages, and what the portal suggests."""

from flask import Flask

from portal.models.case import Case
from portal.models.finding import Finding, SourceSearch
from portal.organisations.loading import BUILT_IN, load_all
from portal.organisations.organisation import Text
from portal.services import exhibits, suggesting
from portal.services.exhibits import Document
from portal.services.reading import read_exhibit
from portal.sources.values import Field
from tests.papers import samples
from tests.services import stories
from tests.web.staff import desk

TALK = "Gebeld met mevrouw Karin de Boer (06-12345678) over de huur.\nKarin belt terug."
LETTER = ("Brief van Karin de Boer", "Tweede blad over Piet Jansen")
ORGANISATIONS = load_all(BUILT_IN)


def add_items(
    app: Flask, things: desk.Things, *texts: str, names: str = "Karin de Boer"
) -> list[int]:
    """Items that say this, found in the same system, with who was spoken to; gives their keys."""
    with app.extensions["portal"].database.transaction() as session:
        search = session.get_one(SourceSearch, things.search_id)
        fields = [
            [
                Field("Gesproken met", "Spoken to", names, names_third_person=True).as_row(),
                Field("Notitie", "Note", text).as_row(),
            ]
            for text in texts
        ]
        for each in fields:
            search.findings.append(
                Finding(
                    case_id=things.case_id,
                    activity="advice",
                    category_nl="Gespreksnotitie",
                    category_en="Note of a conversation",
                    fields=each,
                    names_third_person=True,
                )
            )
        session.flush()
        search.found = len(search.findings)
        return [each.id for each in search.findings[-len(texts) :]]


def suggest(app: Flask, things: desk.Things) -> int:
    """Have the portal suggest what may have to go; gives how many suggestions."""
    with app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, things.case_id)
        findings = session.get_one(SourceSearch, things.search_id).findings
        organisation = ORGANISATIONS[case.organisation]
        return suggesting.suggest(session, case, organisation, findings, now=stories.NOW)


def add_document(app: Flask, things: desk.Things, content: bytes = b"") -> int:
    """A document of two pages that was read; gives the key of its item."""
    portal = app.extensions["portal"]
    with portal.database.transaction() as session:
        case = session.get_one(Case, things.case_id)
        finding = exhibits.add(
            session,
            portal.vault,
            case,
            session.get_one(SourceSearch, things.search_id),
            Document("brief.pdf", content or samples.simple_pdf(*LETTER)),
            activity="advice",
            category=Text("Brief", "Letter"),
            actor=desk.actor(1),
            now=stories.NOW,
        )
        key, document = finding.id, finding.exhibit.id
    read_exhibit(portal.database, portal.vault, ORGANISATIONS, document, now=stories.NOW)
    return key
