"""An access request at an organisation of the demo, from the form to the sealed report."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from portal.demo import history
from portal.demo.history import Player
from portal.demo.loading import load_accounts, load_systems
from portal.demo.people import Person
from portal.demo.stories import Story, list_stories
from portal.factory import create_portal
from portal.identity import registry
from portal.language.words import Words
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.letters.printing import Printer
from portal.letters.sealing import Sealer
from portal.models.case import Case
from portal.models.document import Document, DocumentKind
from portal.models.redaction import Mark, MarkState
from portal.organisations.organisation import Organisation
from portal.parts import Portal
from portal.queueing import RecordingQueue
from tests import quick
from tests.web.conftest import make_settings

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Delivered:
    """A report as a citizen has it.

    Attributes:
        removed: every text that a handler took out.
        sealer: who knows our seals.
    """

    organisation: Organisation
    person: Person
    words: Words
    path: Path
    removed: tuple[str, ...]
    sealer: Sealer

    @property
    def others(self) -> set[str]:
        """The names of everybody around the person, whole and in parts."""
        names = self.person.circle.values()
        parts = {part for name in names for part in name.split() if part[0].isupper()}
        return {*names, *parts} - set(self.person.name.split())


class ReportPrinter(quick.Printer):
    """Prints reports for real and letters at once."""

    def __init__(self, **given: Any) -> None:
        self.report = Printer(**given).report


def deliver_all(folder: Path, database_url: str) -> dict[str, Delivered]:
    """Play the first story of each organisation that ends with a report; by slug."""
    portal = create_portal(make_settings(folder, database_url), RecordingQueue())
    try:
        with pytest.MonkeyPatch.context() as patch:
            quick.hash_quickly(patch)
            patch.setattr(history, "Printer", ReportPrinter)
            load_systems(portal, now=NOW)
            load_accounts(portal, now=NOW)
            stories = {story.organisation.slug: story for story in _answered(portal)}
            return {slug: _deliver(portal, story, folder) for slug, story in stories.items()}
    finally:
        portal.database.close()


def _answered(portal: Portal) -> list[Story]:
    found = [
        story
        for story in list_stories(portal.organisations.values())
        if story.until is Status.DELIVERED and story.asks[0].right is Right.ACCESS
    ]
    return found[::-1]  # the first of each organisation stays


def _deliver(portal: Portal, story: Story, folder: Path) -> Delivered:
    player = Player(portal, registry.methods(portal.codes))
    try:
        case_id = player.play(story, NOW)
    finally:
        player.close()
    with portal.database.transaction(write=False) as session:
        case = session.get_one(Case, case_id)
        report = session.scalars(
            select(Document).where(
                Document.case_id == case_id, Document.kind == DocumentKind.REPORT
            )
        ).one()
        marks = session.scalars(
            select(Mark.text).where(Mark.case_id == case_id, Mark.state == MarkState.ACCEPTED)
        )
        removed = tuple(sorted({text for text in marks if text}))
        path = folder / f"{case.organisation}.pdf"
        path.write_bytes(portal.files.read(report.key, report.sha256))
        words = Words(case.language, story.organisation.address_form)
    assert portal.sealer is not None
    return Delivered(story.organisation, story.person, words, path, removed, portal.sealer)
