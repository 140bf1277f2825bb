"""Who may ask for whom, as a table a lawyer can read."""

from datetime import date

import pytest

from portal.law.representation import (
    ARTICLE,
    Answer,
    Kind,
    Proof,
    Reason,
    article_of,
    verdict,
)
from portal.law.rights import Right

BEFORE, SINCE = date(2026, 8, 31), date(2026, 11, 21)
AUTHORITY = ("authority_seen", "interest_of_child", "address_secret")
BOTH_PARENTS = (*AUTHORITY, "other_parent_objects", "parents_separated")
CHILD = ("tell_no_parent", "plain_words_for_child")
SIGNED = ("signature_and_date", "scope_of_authorisation", "identity_of_both")
CONSENT, COMPLAINT = (Right.CONSENT_WITHDRAWAL,), (Right.COMPLAINT,)


def born(years: int | None, on: date) -> date | None:
    return None if years is None else on.replace(year=on.year - years)


def reasons(kind: Kind, years: int | None, on: date, **more) -> tuple[Answer, list[str]]:
    found = verdict(kind, birth_date=born(years, on), on=on, **more)
    return found.answer, [str(reason) for reason in found.reasons]


@pytest.mark.parametrize(
    ("kind", "years", "on", "answer", "reason"),
    [
        (Kind.SELF, 40, SINCE, Answer.YES, "own_data"),
        (Kind.SELF, None, SINCE, Answer.YES, "own_data"),
        (Kind.SELF, 18, SINCE, Answer.YES, "own_data"),
        (Kind.SELF, 17, SINCE, Answer.YES, "child_may_ask"),
        (Kind.SELF, 12, SINCE, Answer.YES, "child_may_ask"),
        (Kind.SELF, 11, SINCE, Answer.NO, "parent_must_ask"),
        (Kind.SELF, 16, BEFORE, Answer.YES, "child_may_ask"),
        (Kind.SELF, 15, BEFORE, Answer.NO, "parent_must_ask"),
        (Kind.PARENT, 11, SINCE, Answer.CHECK, "parent_may_ask"),
        (Kind.PARENT, 12, SINCE, Answer.CHECK, "parent_beside_child"),
        (Kind.PARENT, 15, SINCE, Answer.CHECK, "parent_beside_child"),
        (Kind.PARENT, 16, SINCE, Answer.NO, "child_alone"),
        (Kind.PARENT, 17, SINCE, Answer.NO, "child_alone"),
        (Kind.PARENT, 18, SINCE, Answer.NO, "child_is_adult"),
        (Kind.PARENT, None, SINCE, Answer.CHECK, "age_unknown"),
        (Kind.PARENT, 15, BEFORE, Answer.CHECK, "parent_may_ask"),
        (Kind.PARENT, 16, BEFORE, Answer.NO, "child_alone"),
        (Kind.GUARDIAN, 11, SINCE, Answer.CHECK, "parent_may_ask"),
        (Kind.GUARDIAN, 14, SINCE, Answer.CHECK, "parent_beside_child"),
        (Kind.GUARDIAN, 16, SINCE, Answer.NO, "child_alone"),
        (Kind.CURATOR, 40, SINCE, Answer.CHECK, "within_scope"),
        (Kind.BEWINDVOERDER, 40, SINCE, Answer.CHECK, "within_scope"),
        (Kind.MENTOR, 40, SINCE, Answer.CHECK, "within_scope"),
        (Kind.AUTHORISED, 40, SINCE, Answer.CHECK, "with_authorisation"),
        (Kind.LAWYER, 40, SINCE, Answer.CHECK, "lawyer_acts"),
    ],
)
def test_the_answer_for_each_kind_and_age(kind, years, on, answer, reason):
    assert reasons(kind, years, on) == (answer, [reason])


def test_a_foster_parent_has_no_authority_by_caring():
    expected = ["no_authority_by_care", "parent_may_ask"]
    assert reasons(Kind.FOSTER_PARENT, 5, SINCE) == (Answer.CHECK, expected)
    assert reasons(Kind.FOSTER_PARENT, 17, SINCE) == (Answer.NO, ["child_alone"])
    found = verdict(Kind.FOSTER_PARENT, birth_date=born(5, SINCE), on=SINCE)
    assert found.article == "BW 1:245"
    assert found.proofs == (Proof.GUARDIANSHIP, Proof.PERMISSION_OF_PARENT)


def test_the_law_of_the_day_of_the_request_counts():
    child = date(2013, 9, 1)
    assert verdict(Kind.SELF, birth_date=child, on=date(2026, 8, 31)).answer is Answer.NO
    assert verdict(Kind.SELF, birth_date=child, on=date(2026, 9, 1)).answer is Answer.YES


@pytest.mark.parametrize(
    ("kind", "years", "rights", "answer", "reason"),
    [
        (Kind.SELF, 11, COMPLAINT, Answer.YES, "child_may_ask"),
        (Kind.SELF, 11, (*COMPLAINT, Right.ACCESS), Answer.NO, "parent_must_ask"),
        (Kind.SELF, 11, CONSENT, Answer.NO, "parent_must_ask"),
        (Kind.PARENT, 17, CONSENT, Answer.CHECK, "parent_withdraws"),
        (Kind.PARENT, 16, CONSENT, Answer.CHECK, "parent_withdraws"),
        (Kind.PARENT, 15, CONSENT, Answer.CHECK, "parent_beside_child"),
        (Kind.PARENT, 17, (*CONSENT, Right.ACCESS), Answer.NO, "child_alone"),
        (Kind.PARENT, 18, CONSENT, Answer.NO, "child_is_adult"),
    ],
)
def test_anyone_may_complain_and_consent_has_its_own_ages(kind, years, rights, answer, reason):
    assert reasons(kind, years, SINCE, rights=rights) == (answer, [reason])


def test_before_2026_a_parent_of_a_child_of_16_could_not_take_back_consent():
    assert reasons(Kind.PARENT, 16, BEFORE, rights=CONSENT) == (Answer.NO, ["child_alone"])


@pytest.mark.parametrize(
    ("kind", "years", "answer", "reason"),
    [
        (Kind.SELF, 8, Answer.YES, "child_asks_helper"),
        (Kind.SELF, 13, Answer.YES, "child_may_ask"),
        (Kind.SELF, 30, Answer.YES, "own_data"),
        (Kind.PARENT, 8, Answer.NO, "parent_not_at_helper"),
        (Kind.PARENT, 13, Answer.NO, "parent_not_at_helper"),
        (Kind.PARENT, 17, Answer.NO, "parent_not_at_helper"),
        (Kind.PARENT, 18, Answer.NO, "child_is_adult"),
        (Kind.PARENT, None, Answer.NO, "parent_not_at_helper"),
        (Kind.GUARDIAN, 8, Answer.NO, "parent_not_at_helper"),
        (Kind.AUTHORISED, 8, Answer.CHECK, "with_authorisation"),
        (Kind.MENTOR, 40, Answer.CHECK, "within_scope"),
    ],
)
def test_at_free_help_for_minors_the_child_asks_at_any_age(kind, years, answer, reason):
    assert reasons(kind, years, SINCE, free_youth_help=True) == (answer, [reason])


def test_who_has_died_has_no_right_but_the_page_tells_what_is_possible():
    found = verdict(Kind.RELATIVE_OF_DECEASED, birth_date=None, on=SINCE)
    assert found.answer is Answer.NO
    assert found.reasons == (
        Reason.NOT_FOR_DECEASED,
        Reason.OWN_DATA_REMAIN,
        Reason.FILE_OF_DECEASED,
    )
    assert (found.proofs, found.checks, found.article) == ((), (), "AVG recital 27")


@pytest.mark.parametrize(
    ("kind", "years", "more", "checks"),
    [
        (Kind.SELF, 40, {}, ()),
        (Kind.SELF, 13, {}, CHILD),
        (Kind.SELF, 8, {}, ()),
        (Kind.SELF, 8, {"free_youth_help": True}, CHILD),
        (Kind.PARENT, 8, {}, BOTH_PARENTS),
        (Kind.PARENT, 13, {}, (*BOTH_PARENTS, "treatment_file")),
        (Kind.PARENT, None, {}, BOTH_PARENTS),
        (Kind.PARENT, 17, {}, ()),
        (Kind.PARENT, 17, {"rights": CONSENT}, BOTH_PARENTS),
        (Kind.GUARDIAN, 8, {}, AUTHORITY),
        (Kind.FOSTER_PARENT, 8, {}, AUTHORITY),
        (Kind.FOSTER_PARENT, 13, {}, (*AUTHORITY, "treatment_file")),
        (Kind.CURATOR, 40, {}, ("scope_of_curatele", "order_still_valid")),
        (Kind.BEWINDVOERDER, 40, {}, ("scope_money", "order_still_valid")),
        (Kind.MENTOR, 40, {}, ("scope_care", "order_still_valid")),
        (
            Kind.MENTOR,
            40,
            {"free_youth_help": True},
            ("scope_care", "order_still_valid", "helps_person_itself"),
        ),
        (Kind.AUTHORISED, 40, {}, SIGNED),
        (Kind.AUTHORISED, None, {}, SIGNED),
        (Kind.AUTHORISED, 12, {}, SIGNED),
        (Kind.AUTHORISED, 11, {}, (*SIGNED, "signed_by_representative")),
        (Kind.AUTHORISED, 11, {"free_youth_help": True}, SIGNED),
        (Kind.AUTHORISED, 11, {"rights": COMPLAINT}, SIGNED),
        (Kind.LAWYER, 40, {}, ("on_bar_register", "client_named")),
        (Kind.LAWYER, 8, {}, ("on_bar_register", "client_named", "signed_by_representative")),
    ],
)
def test_what_staff_must_look_at(kind, years, more, checks):
    found = verdict(kind, birth_date=born(years, SINCE), on=SINCE, **more)
    assert tuple(check.id for check in found.checks) == checks


@pytest.mark.parametrize(
    ("kind", "years", "proofs"),
    [
        (Kind.SELF, 40, ()),
        (Kind.SELF, 13, ()),
        (Kind.PARENT, 8, (Proof.AUTHORITY_EXTRACT,)),
        (Kind.PARENT, 16, (Proof.SIGNED_AUTHORISATION,)),
        (Kind.PARENT, 18, (Proof.SIGNED_AUTHORISATION,)),
        (Kind.GUARDIAN, 8, (Proof.GUARDIANSHIP, Proof.AUTHORITY_EXTRACT)),
        (Kind.CURATOR, 40, (Proof.COURT_ORDER,)),
        (Kind.AUTHORISED, 40, (Proof.SIGNED_AUTHORISATION,)),
        (Kind.LAWYER, 40, (Proof.BAR_REGISTER,)),
    ],
)
def test_what_may_be_asked_as_proof(kind, years, proofs):
    assert verdict(kind, birth_date=born(years, SINCE), on=SINCE).proofs == proofs


def test_a_parent_at_free_help_needs_the_permission_of_the_child():
    found = verdict(Kind.PARENT, birth_date=born(8, SINCE), on=SINCE, free_youth_help=True)
    assert found.proofs == (Proof.SIGNED_AUTHORISATION,)
    assert found.article == "UAVG 5.6"


@pytest.mark.parametrize(
    ("code", "on", "article"),
    [
        (Reason.PARENT_NOT_AT_HELPER, BEFORE, "UAVG 5.5"),
        (Reason.PARENT_NOT_AT_HELPER, SINCE, "UAVG 5.6"),
        (Reason.CHILD_ASKS_HELPER, SINCE, "UAVG 5.6"),
        (Reason.PARENT_WITHDRAWS, SINCE, "UAVG 5.3"),
        (Reason.CHILD_ALONE, SINCE, "UAVG 5.4"),
        (Reason.CHILD_IS_ADULT, SINCE, "BW 1:233"),
        (Proof.COURT_ORDER, SINCE, "BW 1:391, 1:436, 1:451"),
    ],
)
def test_each_reason_and_proof_has_its_article_of_the_day(code, on, article):
    assert article_of(code, on) == article


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("years", [None, 5, 13, 16, 40])
@pytest.mark.parametrize("free", [True, False])
def test_every_verdict_names_its_article_and_each_check_its_own(kind, years, *, free):
    found = verdict(kind, birth_date=born(years, SINCE), on=SINCE, free_youth_help=free)
    assert found.article == article_of(found.reasons[0], SINCE)
    assert all(check.article.split()[0] in {"AVG", "UAVG", "BW", "Advocatenwet"}
               for check in found.checks)  # fmt: skip
    assert found.answer is not Answer.CHECK or found.checks


def test_every_reason_and_proof_comes_up_and_none_is_left_without_an_article():
    told = [
        verdict(kind, birth_date=born(years, SINCE), on=SINCE, free_youth_help=free, rights=rights)
        for kind in Kind
        for years in (None, 5, 13, 16, 40)
        for free in (True, False)
        for rights in ((), CONSENT)
    ]
    assert {reason for each in told for reason in each.reasons} == set(Reason)
    assert {proof for each in told for proof in each.proofs} == set(Proof)
    assert set(Proof) <= set(ARTICLE)


def test_nobody_can_ask_for_somebody_who_is_not_born():
    with pytest.raises(ValueError, match="has an age on"):
        verdict(Kind.PARENT, birth_date=date(2027, 1, 1), on=SINCE)
