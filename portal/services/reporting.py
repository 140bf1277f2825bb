"""From a case to its inzagerapport: the register, what was found, what was left out (AVG 15)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import Words, local_date
from portal.law.grounds import Outcome
from portal.law.rights import Right
from portal.letters.annex import Annex
from portal.letters.blocks import Remedy
from portal.letters.records import ReportGroup
from portal.letters.report import (
    AutomatedLogic,
    ExistingRight,
    Kept,
    Report,
    ReportActivity,
    ReportSource,
    ViewingLine,
)
from portal.models.case import Case, CasePart, Procedure
from portal.models.expert import ExpertTask, Viewing
from portal.models.finding import SourceSearch
from portal.organisations.organisation import Activity, Organisation
from portal.services import (
    annexes,
    asked,
    earlier,
    letterheads,
    partial,
    posting,
    readable,
    searched,
    withholding,
)
from portal.services.copying import Copier, copier_of, included
from portal.vault import Vault, VaultShut

WITH_REPORT: dict[Right, frozenset[Outcome]] = {
    Right.ACCESS: frozenset({Outcome.GRANTED, Outcome.PARTLY, Outcome.NOTHING_HELD}),  # AVG 15
    Right.PORTABILITY: frozenset({Outcome.GRANTED, Outcome.PARTLY}),  # AVG 20.1
}
"""The rights that give the person a report, each with the outcomes that do."""


def build_report(
    session: Session,
    case: Case,
    organisation: Organisation,
    *,
    vault: Vault | None = None,
    now: datetime,
) -> Report:
    """The report of a case, from what is stored now.

    Parameters:
        vault: where its documents lie; only a case without documents needs none.

    Raises:
        LetterIncomplete: when something the law asks is missing.
        NotReadable, VaultShut: what is to be given cannot be, or was destroyed.
    """
    if readable.destroyed_on(session, case) is not None:
        raise VaultShut(case.id)
    language, part = case.language, report_part(case)
    copier = copier_of(session, case, organisation)
    words = copier.words
    viewings = _viewings(session, case)
    activities = _activities(session, copier, viewings)
    enclosed = tuple(_annexes(session, vault, copier))
    withheld = _withheld(session, copier, part, enclosed, activities)
    unsaid = any(not each.count for each in withheld["left_out"])
    remedy, *more = _remedies(copier, part, now)
    return Report(
        reference=case.reference,
        language=language,
        sender=letterheads.sender(organisation, language, words.form),
        subject=case.name,
        requester=str((case.representative or {}).get("name", "")),
        received=case.received_date,
        last_day=case.legal_due,
        created=now,
        identity=identity_sentence(words, case),
        scope=asked.scope_lines(words, organisation, part),
        limited=asked.is_limited(part),
        activities=activities,
        sources=_sources(session, copier, viewings, unsaid=unsaid),
        complaint_path=letterheads.complaint_path(organisation, language),
        remedy=remedy,
        more_remedies=tuple(more),
        signatory=organisation.addressee.in_(language),
        annexes=enclosed,
        earlier=earlier.earlier_requests(session, case),
        **withheld,
    )


def _withheld(
    session: Session,
    copier: Copier,
    part: CasePart | None,
    enclosed: tuple[Annex, ...],
    activities: Iterable[ReportActivity],
) -> dict[str, Any]:
    """What the report says of what it does not give, or not as a whole (AVG 12.4, 15.4)."""
    case, words, marks = copier.case, copier.words, copier.marks
    hidden = partial.hidden_in(session, case)
    given = sum(activity.item_count for activity in activities)
    in_part = len({*marks, *hidden.of_others})
    items, pages = withholding.shares_of(session, case, enclosed, given, in_part)
    return {
        "left_out": withholding.left_out_of(session, case, words, part),
        "redactions": (
            *withholding.redactions_of(words, marks.values(), part),
            *partial.redactions_of(words, hidden, part),
        ),
        "items": items,
        "pages": pages,
        "own_address": hidden.own,
    }


def _viewings(session: Session, case: Case) -> Sequence[Viewing]:
    query = select(Viewing).where(Viewing.case_id == case.id)
    return session.scalars(query.order_by(Viewing.id)).all()


def _sources(
    session: Session, copier: Copier, viewings: Iterable[Viewing], *, unsaid: bool
) -> tuple[ReportSource, ...]:
    searches = select(SourceSearch).where(SourceSearch.case_id == copier.case.id)
    return searched.sources_of(
        copier.organisation,
        copier.words,
        session.scalars(searches.order_by(SourceSearch.id)).all(),
        searched.told_by_search(session, copier.case),
        _searched_by_people(session, viewings),
        unsaid=unsaid,
    )


def _annexes(session: Session, vault: Vault | None, copier: Copier) -> Iterator[Annex]:
    for sheaf in copier.sheaves:
        if vault is None:
            raise ValueError("a report with documents needs the vault")
        yield annexes.annex_of(session, vault, sheaf, copier.words, copier.marks, copier.thirds)


def has_report(part: CasePart) -> bool:
    """Whether this part, decided as it is, gives the person a report."""
    return part.outcome in WITH_REPORT.get(part.right, frozenset())


def report_part(case: Case) -> CasePart | None:
    """The part of a case that the report answers: one that gives data, access before portability.

    Returns:
        None when the case asks for no data, or is a bezwaar: a request carries out what that gives.
    """
    if case.procedure is Procedure.BEZWAAR:
        return None
    asking = [part for right in WITH_REPORT for part in case.parts if part.right is right]
    return next((part for part in asking if has_report(part)), next(iter(asking), None))


def _remedies(copier: Copier, part: CasePart | None, now: datetime) -> tuple[Remedy, ...]:
    """What can be done against the part that the report answers, by who decides (UAVG 34, 35)."""
    case, here, words = copier.case, copier.organisation, copier.words
    about, day = part or case.parts[0], posting.answer_date(case, now)
    found = letterheads.remedies([about], here, words, day)
    kind = about.controller_kind
    return found or (letterheads.remedy(here, kind, words.language, day),)


def identity_sentence(words: Words, case: Case) -> str:
    """How we made sure who is asking, in one sentence (AVG 12.6)."""
    if case.identity_method == "desk" and case.identity_at:
        return words.gettext(
            "You showed us at our desk who you are, on %(date)s.",
            date=words.date(local_date(case.identity_at)),
        )
    if case.identity_method and case.identity_at:
        return words.gettext(
            "You confirmed your e-mail address with a code, on %(date)s.",
            date=words.date(local_date(case.identity_at)),
        )
    return words.gettext("We had no reason to doubt who you are.")


def _activities(
    session: Session, copier: Copier, viewings: Iterable[Viewing]
) -> tuple[ReportActivity, ...]:
    to_see: dict[str, list[ViewingLine]] = defaultdict(list)
    for each in viewings:
        line = ViewingLine(each.what, each.where, each.contact, each.hold_until)
        to_see[each.activity].append(line)
    organisation = copier.organisation
    wanted = asked.chosen_activities(organisation, report_part(copier.case))
    left_out = withholding.left_out_in(session, copier.case)
    made = (
        _activity(
            organisation,
            copier.words,
            activity,
            copier.groups(included(session, copier.case, activity.id)),
            tuple(to_see[activity.id]),
            left_out[activity.id],
        )
        for activity in organisation.activities
    )
    return tuple(each for each in made if each.id in wanted or not each.is_empty)


def _activity(
    organisation: Organisation,
    words: Words,
    activity: Activity,
    groups: tuple[ReportGroup, ...],
    viewings: tuple[ViewingLine, ...],
    left_out: int,
) -> ReportActivity:
    language = words.language
    decision = activity.automated_decision
    articles = {
        offered.right: offered.own_article.removeprefix("artikel ")
        for offered in organisation.rights
    }
    return ReportActivity(
        id=activity.id,
        name=activity.name.in_(language),
        purpose=activity.purpose.in_(language),  # AVG 15.1.a
        legal_basis=activity.legal_basis.in_(language),
        basis_article=activity.basis_article,
        categories=tuple(each.in_(language) for each in activity.categories),  # AVG 15.1.b
        recipients=tuple(each.in_(language) for each in activity.recipients),  # AVG 15.1.c
        retention=tuple(
            Kept(each.period.in_(language), each.trigger.in_(language))
            for each in activity.retention
        ),  # AVG 15.1.d
        rights=tuple(
            ExistingRight(right, articles.get(right, "")) for right in activity.rights
        ),  # AVG 15.1.e
        source=activity.source.in_(language),  # AVG 15.1.g
        automated=AutomatedLogic(
            decision.logic.in_(language),
            decision.consequences.in_(language),
            decision.remedy.in_(language),
        )
        if decision
        else None,  # AVG 15.1.h
        transfers=activity.transfers.in_(language) if activity.transfers else "",  # AVG 15.2
        groups=groups,  # AVG 15.3
        viewings=viewings,
        left_out=left_out,
    )


def _searched_by_people(session: Session, viewings: Iterable[Viewing]) -> set[int]:
    """The searches whose answer is that the person can come and see the data."""
    tasks = [viewing.task_id for viewing in viewings if viewing.task_id]
    found = session.scalars(select(ExpertTask.search_id).where(ExpertTask.id.in_(tasks)))
    return {search_id for search_id in found if search_id is not None}
