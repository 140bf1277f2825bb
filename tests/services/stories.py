"""Cases for tests of services: a request that came in, what was found, what was decided."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.organisations.loading import BUILT_IN, load_all
from portal.organisations.organisation import Organisation
from portal.services.intake import Answers, Asked, submit

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ORGANISATIONS = load_all(BUILT_IN)


def organisation(slug: str = "juridisch-loket") -> Organisation:
    """One of the five."""
    return ORGANISATIONS[slug]


def ask(
    session: Session,
    slug: str = "juridisch-loket",
    *,
    right: Right = Right.ACCESS,
    language: str = "nl",
    key: str = "key",
    answers: dict[str, object] | None = None,
    email: str = "sanne@voorbeeld.example",
) -> Case:
    """A request of Sanne de Wit."""
    case = submit(
        session,
        organisation(slug),
        Answers(
            parts=(Asked(right, dict(answers or {"scope": "all"})),),
            given_name="Sanne",
            family_name="de Wit",
            email=email,
        ),
        idempotency_key=key,
        actor=Actor.citizen(slug),
        now=NOW,
        language=language,
    )
    session.flush()
    return case


def find(
    session: Session,
    case: Case,
    values: list[list[object]],
    *,
    review: Review = Review.INCLUDE,
    ground: str | None = None,
    reason: str = "",
    matched_by: str = "email",
) -> SourceSearch:
    """A search of the first source that found one record for each list of fields."""
    here = ORGANISATIONS[case.organisation]
    source = here.sources[0]
    search = SourceSearch(
        case_id=case.id,
        source=source.id,
        result=SearchResult.HELD,
        found=len(values),
        asked_at=NOW,
    )
    session.add(search)
    session.flush()
    for fields in values:
        session.add(
            Finding(
                case_id=case.id,
                search_id=search.id,
                activity=source.tables[0].activity,
                category_nl="Contacten",
                category_en="Contacts",
                fields=fields,
                review=review,
                ground=ground,
                reason=reason,
                matched_by=matched_by,
            )
        )
    session.flush()
    return search


def decide(
    session: Session,
    case: Case,
    outcome: Outcome = Outcome.GRANTED,
    *,
    ground: str | None = None,
    reason: str = "",
) -> None:
    """Take the case all the way to decided, with this outcome for each part."""
    actor = Actor.portal(case.organisation)
    for part in case.parts:
        part.outcome, part.ground, part.reason = outcome, ground, reason
    for action in (Action.TAKE, Action.PROPOSE, Action.APPROVE):
        case.advance(action, actor, NOW)
    session.flush()
