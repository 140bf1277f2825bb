"""What the report tells of each system that was searched: AVG 15.1 asks whether there are data."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.law.grounds import GROUNDS, Need
from portal.letters.report import ReportSource, SourceResult
from portal.models.case import Case
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.organisations.organisation import Organisation
from portal.services import particulars
from portal.services.ending import BROKEN_ROWS, SOME_TABLES, read_reason
from portal.services.exhibits import HANDED_IN

SILENT = (SearchResult.FAILED, SearchResult.PENDING)
MAY_STAY_UNSAID = tuple(key for key, each in GROUNDS.items() if Need.MAY_BE_TOLD in each.needs)


def sources_of(
    organisation: Organisation,
    words: Words,
    searches: Iterable[SourceSearch],
    told: Mapping[int, int],
    viewed: Collection[int],
    *,
    unsaid: bool = False,
) -> tuple[ReportSource, ...]:
    """Each search of a case as the report tells it.

    Parameters:
        told: as `told_by_search`.
        viewed: keys of the searches that led to data which can be seen.
        unsaid: whether something was found of which may not be said that it is there; of no system
            is then said that it holds nothing, so that none of them stands out (AVG 23.2.h).
    """
    made = (
        _source(words, organisation, search, told.get(search.id, 0), search.id in viewed)
        for search in searches
        if search.source != HANDED_IN or told.get(search.id)  # it is there for its documents
    )
    return tuple(
        replace(each, result=SourceResult.NOTHING_SHOWN)
        if unsaid and each.result is SourceResult.NOTHING_HELD
        else each
        for each in made
    )


def source_name(organisation: Organisation, source_id: str, words: Words) -> str:
    """What a source system is called; its id when the profile no longer has it."""
    if source_id == HANDED_IN:
        return words.gettext("Documents that our staff looked up")
    try:
        return organisation.source(source_id).name.in_(words.language)
    except KeyError:
        return source_id


def is_told(ground: str | None) -> bool:
    """Whether the person is told of what was left out on this ground."""
    known = GROUNDS.get(ground or "")
    return known is not None and known.reported


def told_by_search(session: Session, case: Case) -> dict[int, int]:
    """How many records of each search the report gives or names.

    Those of a namesake are not among them, nor those of which nothing may be said (AVG 23.2.h).
    """
    kind = Finding.search_id, Finding.review, Finding.ground
    counted = session.execute(
        select(*kind, func.count()).where(Finding.case_id == case.id).group_by(*kind)
    )
    told: Counter[int] = Counter()
    for search_id, review, ground, number in counted:
        if review is Review.INCLUDE or (review is Review.LEAVE_OUT and is_told(ground)):
            told[search_id] += number
    silent = select(Finding.search_id, Finding.needs).where(
        Finding.case_id == case.id,
        Finding.review == Review.LEAVE_OUT,
        Finding.ground.in_(MAY_STAY_UNSAID),
    )
    told.subtract(
        search_id for search_id, needs in session.execute(silent) if particulars.is_unsaid(needs)
    )
    return told


def _source(
    words: Words, organisation: Organisation, search: SourceSearch, told: int, viewed: bool
) -> ReportSource:
    name = source_name(organisation, search.source, words)
    if viewed:
        return ReportSource(name, SourceResult.HELD, count=told)
    if search.result is SearchResult.CANNOT_SEARCH:
        text = words.gettext(
            "We cannot look you up there with what you told us. A client number may help."
        )
        return ReportSource(name, SourceResult.CANNOT_SEARCH, reason=text)
    if search.result is SearchResult.SUSPENDED:
        text = words.gettext("We do not search this system for now. You can ask us again later.")
        return ReportSource(name, SourceResult.FAILED, reason=text)
    if search.result in SILENT:
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
