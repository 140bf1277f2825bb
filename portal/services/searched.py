"""What the report tells of each system that was searched: AVG 15.1 asks whether there are data."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.law.grounds import GROUNDS
from portal.letters.report import ReportSource, SourceResult
from portal.models.case import Case
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.organisations.organisation import Organisation
from portal.services.ending import BROKEN_ROWS, SOME_TABLES, read_reason
from portal.services.exhibits import HANDED_IN

SILENT = (SearchResult.FAILED, SearchResult.PENDING)


def sources_of(
    organisation: Organisation,
    words: Words,
    searches: Iterable[SourceSearch],
    told: Mapping[int, int],
    viewed: Collection[int],
) -> tuple[ReportSource, ...]:
    """Each search of a case as the report tells it.

    Parameters:
        told: as `told_by_search`.
        viewed: keys of the searches that led to data which can be seen.
    """
    return tuple(
        _source(words, organisation, search, told.get(search.id, 0), search.id in viewed)
        for search in searches
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
    """How many records of each search the report gives or names, without those of a namesake."""
    kind = Finding.search_id, Finding.review, Finding.ground
    counted = session.execute(
        select(*kind, func.count()).where(Finding.case_id == case.id).group_by(*kind)
    )
    told: Counter[int] = Counter()
    for search_id, review, ground, number in counted:
        if review is Review.INCLUDE or (review is Review.LEAVE_OUT and is_told(ground)):
            told[search_id] += number
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
