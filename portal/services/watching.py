"""What to look for in an answer before it goes: what was taken out of it, and who stood in that."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language import catalogs
from portal.law.redaction import normal
from portal.models.case import Case
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState, ThirdPerson
from portal.organisations.organisation import AddressForm, Organisation
from portal.redaction import names
from portal.redaction.checking import Watch
from portal.redaction.detecting import NAMES, Detector, Rule, Suggestion, apart
from portal.redaction.familiar import Familiar, is_name
from portal.redaction.whole_names import says_more
from portal.services import misreading, owndata, secrecy


def watch_for(session: Session, case: Case, organisation: Organisation) -> Watch:
    """What to look for in the answer of a case; it needs no session afterwards.

    Counted are the passages taken out of items that go in, the names of everybody else, and who and
    what can be recognised within a longer passage: a drawn region, a page, a paragraph. An address
    that is secret is looked for as well, wherever it came from (AVG 15.4, 32).
    """
    familiar = owndata.familiar_of(session, case, organisation)
    removed, used = _taken_out(session, case)
    thirds = session.execute(
        select(ThirdPerson.id, ThirdPerson.names).where(ThirdPerson.case_id == case.id)
    ).all()
    names_of = {key: [str(name) for name in named] for key, named in thirds}
    known = [name for named in names_of.values() for name in named]
    within = dict.fromkeys(_within(removed, Detector(familiar, known), familiar))
    scanned = misreading.pages_read(session, case)
    left = _left_readable(session, case) if within or scanned else set()
    more: dict[bool, list[str]] = {True: [], False: []}  # names, and anything else
    for rule, text in within:
        if rule is Rule.THIRD_PERSON:
            used |= {key for key, named in names_of.items() if _may_be_one(text, named)}
        elif normal(text) not in left:
            more[rule in NAMES].append(text)
    return Watch(
        removed=[*removed, *more[False], *secrecy.secrets_of(session, case)],
        names=[*(name for key in sorted(used) for name in names_of[key]), *more[True]],
        familiar=familiar,
        quiet=(*_own_texts(organisation), *_our_texts(case.language, organisation.address_form)),
        left=left,
    )


def _taken_out(session: Session, case: Case) -> tuple[list[str], set[int]]:
    """The passages taken out of what goes in, each once, and whose letter stands for any."""
    rows = session.execute(
        select(Mark.text, Mark.third_id, Finding.review)
        .join(Finding, Finding.id == Mark.finding_id)
        .where(Mark.case_id == case.id, Mark.state == MarkState.ACCEPTED)
    ).all()
    removed = dict.fromkeys(text for text, _, review in rows if review is Review.INCLUDE)
    return list(removed), {third for _, third, _ in rows if third is not None}


def _within(
    removed: Iterable[str], detector: Detector, familiar: Familiar
) -> Iterator[tuple[Rule, str]]:
    """Who and what can be recognised in a passage that says more, by its rule."""
    for text in removed:
        if is_name(text):
            continue  # it is looked for itself, and so are its parts
        found: list[Suggestion] = apart([*detector.suggest(text), *names.find(text, familiar)])
        for each in found:
            part = text[each.start : each.end]
            if part != text.strip():
                yield each.rule, part


def _may_be_one(part: str, named: Iterable[str]) -> bool:
    """Whether a part of a name says nothing that the names of somebody do not."""
    return any(not says_more(part, name) for name in named)


def _left_readable(session: Session, case: Case) -> set[str]:
    """What a handler chose not to take out elsewhere: that is no leak there."""
    query = select(Mark.text).where(Mark.case_id == case.id, Mark.state == MarkState.DISMISSED)
    return {normal(text) for text in session.scalars(query)}


@lru_cache(maxsize=32)
def _own_texts(organisation: Organisation) -> tuple[str, ...]:
    return tuple(owndata.texts_of(organisation))


@lru_cache(maxsize=8)
def _our_texts(language: str, form: AddressForm) -> tuple[str, ...]:
    """Every sentence of the portal: what stands in each answer tells nothing of anybody."""
    return tuple(catalogs.texts(language, form))
