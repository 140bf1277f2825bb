"""From a case to its inzagerapport: the register, what was found, what was left out (AVG 15)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import Words, local_date
from portal.law.grounds import GROUNDS, Outcome
from portal.law.rights import ControllerKind, Right
from portal.letters.records import Field, Money, ReportGroup, ReportItem, Value
from portal.letters.report import (
    AutomatedLogic,
    ExistingRight,
    Kept,
    Report,
    ReportActivity,
    ReportSource,
    SourceResult,
)
from portal.letters.withheld import LeftOut
from portal.models.case import Case, CasePart
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.organisations.organisation import Activity, Organisation
from portal.services import addressing, asked, letterheads, particulars, posting, secrecy
from portal.services.searching import BROKEN_ROWS, SOME_TABLES, read_reason
from portal.sources.values import Field as Found
from portal.sources.values import Kind

WITH_REPORT: dict[Right, frozenset[Outcome]] = {
    Right.ACCESS: frozenset({Outcome.GRANTED, Outcome.PARTLY, Outcome.NOTHING_HELD}),  # AVG 15
    Right.PORTABILITY: frozenset({Outcome.GRANTED, Outcome.PARTLY}),  # AVG 20.1
}
"""The rights that give the person a report, each with the outcomes that do."""


def build_report(
    session: Session, case: Case, organisation: Organisation, *, now: datetime
) -> Report:
    """The report of a case, from what is stored now.

    Raises:
        LetterIncomplete: when something the law asks is missing.
    """
    language = case.language
    words = addressing.words_for(organisation, case)
    part = report_part(case)
    findings = list(
        session.scalars(select(Finding).where(Finding.case_id == case.id).order_by(Finding.id))
    )
    searches = list(session.scalars(select(SourceSearch).where(SourceSearch.case_id == case.id)))
    representative = case.representative or {}
    return Report(
        reference=case.reference,
        language=language,
        sender=letterheads.sender(organisation, language, words.form),
        subject=case.name,
        requester=str(representative.get("name", "")),
        received=case.received_date,
        last_day=case.legal_due,
        created=now,
        identity=identity_sentence(words, case),
        scope=asked.scope_lines(words, organisation, part),
        activities=_activities(organisation, words, case, findings, searches),
        sources=tuple(
            _source(words, organisation, search, _told(findings, search)) for search in searches
        ),
        left_out=_left_out(words, findings, part),
        complaint_path=letterheads.complaint_path(organisation, language),
        remedy=letterheads.remedy(
            organisation, _kind(case, part), language, posting.answer_date(case, now)
        ),
        signatory=organisation.addressee.in_(language),
    )


def has_report(part: CasePart) -> bool:
    """Whether this part, decided as it is, gives the person a report."""
    return part.outcome in WITH_REPORT.get(part.right, frozenset())


def report_part(case: Case) -> CasePart | None:
    """The part of a case that the report answers: one that gives data, access before portability.

    Returns:
        None when the case asks for no data.
    """
    asking = [part for right in WITH_REPORT for part in case.parts if part.right is right]
    return next((part for part in asking if has_report(part)), next(iter(asking), None))


def _kind(case: Case, part: CasePart | None) -> ControllerKind:
    """Who decides on the part that the report answers (UAVG 34, 35)."""
    return (part or case.parts[0]).controller_kind


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
    organisation: Organisation,
    words: Words,
    case: Case,
    findings: Iterable[Finding],
    searches: Iterable[SourceSearch],
) -> tuple[ReportActivity, ...]:
    names = {search.id: search.source for search in searches}
    included: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.review is Review.INCLUDE:
            included[finding.activity].append(finding)
    wanted = asked.chosen_activities(organisation, report_part(case))
    return tuple(
        _activity(
            organisation,
            words,
            activity,
            _groups(organisation, words, case, included[activity.id], names),
        )
        for activity in organisation.activities
        if activity.id in wanted or included[activity.id]
    )


def _activity(
    organisation: Organisation,
    words: Words,
    activity: Activity,
    groups: tuple[ReportGroup, ...],
) -> ReportActivity:
    language = words.language
    decision = activity.automated_decision
    articles = {offered.right: offered.own_article for offered in organisation.rights}
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
    )


def _groups(
    organisation: Organisation,
    words: Words,
    case: Case,
    findings: list[Finding],
    sources: dict[int, str],
) -> tuple[ReportGroup, ...]:
    language = words.language
    groups: dict[tuple[str, str], list[ReportItem]] = defaultdict(list)
    for finding in findings:
        category = finding.category_en if language == "en" else finding.category_nl
        source = source_name(organisation, sources[finding.search_id], language)
        items = groups[category, source]
        label = words.gettext("Record %(number)s", number=len(items) + 1)
        rows = secrecy.rows_of(case, finding, words)
        items.append(
            ReportItem(
                label, tuple(Field(row.label(language), _value(row, language)) for row in rows)
            )
        )
    return tuple(
        ReportGroup(category, source, tuple(items)) for (category, source), items in groups.items()
    )


def _value(row: Found, language: str) -> Value:
    value = row.typed(language)
    if row.kind is Kind.MONEY and isinstance(value, Decimal):
        return Money(value)
    return value


def source_name(organisation: Organisation, source_id: str, language: str) -> str:
    """What a source system is called; its id when the profile no longer has it."""
    try:
        return organisation.source(source_id).name.in_(language)
    except KeyError:
        return source_id


def _told(findings: Iterable[Finding], search: SourceSearch) -> int:
    """How many records of a source the report gives or names: a namesake's are not among them."""
    return sum(
        finding.search_id == search.id and (finding.review is Review.INCLUDE or _is_told(finding))
        for finding in findings
    )


def _is_told(finding: Finding) -> bool:
    """Whether an item was left out on a ground that the person is told of."""
    ground = GROUNDS.get(finding.ground or "")
    return finding.review is Review.LEAVE_OUT and ground is not None and ground.reported


def _source(
    words: Words, organisation: Organisation, search: SourceSearch, told: int
) -> ReportSource:
    name = source_name(organisation, search.source, words.language)
    if search.result is SearchResult.CANNOT_SEARCH:
        text = words.gettext(
            "We cannot look you up there with what you told us. A client number may help."
        )
        return ReportSource(name, SourceResult.CANNOT_SEARCH, reason=text)
    if search.result in (SearchResult.FAILED, SearchResult.PENDING):
        text = words.gettext("This system did not answer. You can ask us to search it again.")
        return ReportSource(name, SourceResult.FAILED, reason=text)
    remark = _remark(words, read_reason(search.reason)[0])
    if remark and not told:  # "nothing about you" would say more than we know: AVG 15.1
        return ReportSource(name, SourceResult.CANNOT_SEARCH, reason=remark)
    result = SourceResult.HELD if told else SourceResult.NOTHING_HELD
    return ReportSource(name, result, count=told, reason=remark)


def _remark(words: Words, code: str) -> str:
    """What was not looked at in a system that did answer."""
    remarks = {
        SOME_TABLES: words.gettext(
            "We could not look everywhere in it with what you told us. A client number may help."
        ),
        BROKEN_ROWS: words.gettext(
            "A part of it could not be read. You can ask us to search it again."
        ),
    }
    return remarks.get(code, "")


def left_out_of(session: Session, case: Case, words: Words) -> tuple[LeftOut, ...]:
    """What was left out of the copy, for the letter that goes with it (AVG 12.4)."""
    findings = select(Finding).where(Finding.case_id == case.id, Finding.review == Review.LEAVE_OUT)
    found = session.scalars(findings.order_by(Finding.id))
    return _left_out(words, found, report_part(case))


def _left_out(
    words: Words, findings: Iterable[Finding], part: CasePart | None
) -> tuple[LeftOut, ...]:
    """What was left out, counted by category, ground and reason (AVG 12.4, 15.4)."""
    right = part.right if part else Right.ACCESS
    counted: dict[tuple[str, particulars.Told], int] = defaultdict(int)
    for finding in findings:
        if not _is_told(finding):
            continue  # what is not about the person is not told: it is about somebody else
        category = finding.category_en if words.language == "en" else finding.category_nl
        if particulars.is_unsaid(finding.needs):
            category = words.gettext("Data")  # what kind of data it is may tell why
        why = particulars.told(words, right, str(finding.ground), finding.needs, finding.reason)
        counted[category, why] += 1
    return tuple(
        LeftOut(category, count, why.name, why.article, why.reason)
        for (category, why), count in counted.items()
    )
