"""The derivation of a last day in sentences."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.language.derivation import HOLIDAY, deadline_sentences, schedule_sentences
from portal.language.words import Words
from portal.law.deadlines import (
    Paused,
    answer_due,
    objection_due,
    petition_due,
)
from portal.law.defaults import Schedule, default_schedule
from portal.law.derivation import Deadline, StepCode, Term
from portal.law.norms import complaint_due, withdrawal_due
from portal.law.objections import Further, FurtherGround, appeal_due, decision_due
from portal.law.penalties import fixing_due
from portal.law.retention import destruction_due
from portal.law.workdays import Holiday
from portal.organisations.organisation import AddressForm

U = Words("nl")
JE = Words("nl", AddressForm.JE)
ENGLISH = Words("en")
DAYS = st.dates(date(2023, 1, 1), date(2040, 12, 31))


def tell(deadline: Deadline, words: Words = U) -> list[str]:
    return deadline_sentences(deadline, gettext=words.gettext, format_date=words.date)


def test_it_explains_good_friday_in_dutch() -> None:
    assert tell(answer_due(date(2026, 3, 3))) == [
        "Wij kregen uw verzoek op dinsdag 3 maart 2026.",
        "Volgens de wet moeten wij binnen een maand antwoorden (AVG, artikel 12 lid 3).",
        "Een maand later is het vrijdag 3 april 2026.",
        "Die dag is een feestdag: Goede Vrijdag.",
        "Daarna is het weekend.",
        "Maandag 6 april 2026 is een feestdag: Tweede Paasdag.",
        "Dan telt de eerste werkdag daarna (Verordening 1182/71, artikel 3).",
        "U krijgt ons antwoord dus uiterlijk op dinsdag 7 april 2026.",
    ]


def test_it_explains_a_short_month_and_a_weekend_in_english() -> None:
    assert tell(answer_due(date(2026, 1, 31)), ENGLISH)[2:] == [
        "The last month has no day 31.",
        "So the last day of that month counts: Saturday 28 February 2026"
        " (Regulation 1182/71, Article 3).",
        "That day is in the weekend.",
        "So the first working day after that counts (Regulation 1182/71, Article 3).",
        "You get our answer on Monday 2 March 2026 at the latest.",
    ]


def test_it_explains_an_extension() -> None:
    assert tell(answer_due(date(2026, 8, 31), 3))[1:4] == [
        "Wij hebben de termijn verlengd.",
        "Wij hebben nu drie maanden, vanaf die dag geteld (AVG, artikel 12 lid 3).",
        "De laatste maand heeft geen dag 31.",
    ]
    assert "Drie maanden later is het maandag 28 december 2026." in tell(
        answer_due(date(2026, 9, 28), 3)
    )


def test_a_weekend_is_told_once_also_when_the_term_ends_on_sunday() -> None:
    assert tell(answer_due(date(2026, 12, 31)))[3:-1] == [
        "Die dag valt in het weekend.",
        "Dan telt de eerste werkdag daarna (Verordening 1182/71, artikel 3).",
    ]


def test_it_says_that_a_bridge_day_is_a_working_day_for_an_answer() -> None:
    assert tell(answer_due(date(2026, 4, 14)))[-3:-1] == [
        "Vrijdag 15 mei 2026 is een brugdag: veel mensen zijn dan vrij.",
        "Voor deze termijn telt een brugdag als werkdag.",
    ]


def test_it_says_that_a_bridge_day_is_free_for_a_bezwaar() -> None:
    assert tell(objection_due(date(2026, 4, 2)))[3:] == [
        "Ze eindigen op donderdag 14 mei 2026.",
        "Die dag is een feestdag: Hemelvaartsdag.",
        "Vrijdag 15 mei 2026 is een brugdag en telt als feestdag.",
        "Daarna is het weekend.",
        "Dan telt de eerste werkdag daarna (Algemene termijnenwet, artikel 1).",
        "De laatste dag om bezwaar te maken is dus maandag 18 mei 2026.",
    ]


def test_a_bezwaar_can_end_on_a_bridge_day() -> None:
    assert "Die dag is een brugdag en telt als feestdag." in tell(objection_due(date(2026, 4, 3)))


def test_two_holidays_on_one_day_are_both_named() -> None:
    deadline = answer_due(date(2016, 4, 5))
    assert "Die dag is een feestdag: Bevrijdingsdag en Hemelvaartsdag." in tell(deadline)


def test_it_explains_a_petition_in_the_je_form() -> None:
    deadline = petition_due(date(2026, 11, 12))
    assert deadline is not None
    assert tell(deadline, JE) == [
        "Je kreeg ons antwoord op donderdag 12 november 2026.",
        "Je hebt zes weken om de rechtbank om een uitspraak te vragen"
        " (Uitvoeringswet AVG, artikel 35).",
        "Die weken beginnen op de dag erna: vrijdag 13 november 2026.",
        "Ze eindigen op donderdag 24 december 2026.",
        "De rechtbank moet je verzoekschrift uiterlijk op donderdag 24 december 2026 hebben.",
    ]


def test_it_tells_norms_of_our_own_as_such() -> None:
    assert tell(withdrawal_due(date(2026, 11, 20)))[1:] == [
        "Intrekken van toestemming telt vanaf dat moment (AVG, artikel 7 lid 3).",
        "Wij hebben er hoogstens een werkdag voor nodig. Dat is onze eigen norm.",
        "Wij hebben het uiterlijk op maandag 23 november 2026 uitgevoerd.",
    ]
    assert tell(complaint_due(date(2026, 11, 13)))[1:6] == [
        "De AVG noemt geen termijn voor een klacht. Wij antwoorden binnen zes weken.",
        "Die weken beginnen op de dag erna: zaterdag 14 november 2026.",
        "Ze eindigen op vrijdag 25 december 2026.",
        "Die dag is een feestdag: Eerste Kerstdag.",
        "Daarna is het weekend.",
    ]


def test_it_explains_a_pause_that_counts_and_one_that_does_not() -> None:
    pauses = (
        Paused(date(2026, 6, 3), date(2026, 6, 13)),
        Paused(date(2026, 6, 20), date(2026, 6, 25)),
    )
    assert tell(answer_due(date(2026, 6, 1), pauses=pauses))[3:-1] == [
        "Wij vroegen u iets op woensdag 3 juni 2026.",
        "Wij wachtten op uw antwoord tot zaterdag 13 juni 2026.",
        "Wij vroegen u iets op zaterdag 20 juni 2026.",
        "Dat was laat. Daarom stond de tijd niet stil.",
        "Dagen waarop de tijd stilstond: 10.",
        "Met die dagen eindigt de termijn op zaterdag 11 juli 2026.",
        "Die dag valt in het weekend.",
        "Dan telt de eerste werkdag daarna (Verordening 1182/71, artikel 3).",
    ]


def test_it_explains_the_decision_on_a_bezwaar_and_the_appeal() -> None:
    decision = decision_due(date(2026, 12, 28), committee=True, extended=True)
    assert tell(decision) == [
        "U kon bezwaar maken tot en met maandag 28 december 2026.",
        "Een commissie geeft advies over uw bezwaar.",
        "Daarom hebben wij twaalf weken (Algemene wet bestuursrecht, artikel 7:10).",
        "Die weken beginnen op de dag erna: dinsdag 29 december 2026.",
        "Die weken eindigen op maandag 22 maart 2027.",
        "Wij nemen zes weken extra (Algemene wet bestuursrecht, artikel 7:10).",
        "Ze eindigen op maandag 3 mei 2027.",
        "U krijgt onze beslissing dus uiterlijk op maandag 3 mei 2027.",
    ]
    waited = (Paused(date(2027, 1, 11), date(2027, 1, 25)),)
    mended = decision_due(date(2026, 12, 28), committee=False, extended=False, mendings=waited)
    assert tell(mended)[3:] == [
        "Wij vroegen u op maandag 11 januari 2027 om uw bezwaar aan te vullen. "
        "Wij wachtten tot maandag 25 januari 2027.",
        "Intussen stond onze tijd stil (Algemene wet bestuursrecht, artikel 7:10).",
        "Dagen waarop de tijd stilstond: 13.",
        "Met die dagen eindigt de termijn op zondag 21 februari 2027.",
        "Die dag valt in het weekend.",
        "Dan telt de eerste werkdag daarna (Algemene termijnenwet, artikel 1).",
        "U krijgt onze beslissing dus uiterlijk op maandag 22 februari 2027.",
    ]
    assert tell(appeal_due(date(2026, 11, 12)), JE)[1] == (
        "Je hebt zes weken om in beroep te gaan (Algemene wet bestuursrecht, artikel 6:7)."
    )


def test_it_explains_until_when_a_file_is_destroyed() -> None:
    assert tell(destruction_due(date(2026, 9, 25)))[1:] == [
        "Wij hebben drie maanden om het dossier te vernietigen (Jeugdwet, artikel 7.3.9).",
        "Ze eindigen op vrijdag 25 december 2026.",
        "Die dag is een feestdag: Eerste Kerstdag.",
        "Daarna is het weekend.",
        "Dan telt de eerste werkdag daarna (Algemene termijnenwet, artikel 1).",
        "Wij hebben het dossier dus uiterlijk op maandag 28 december 2026 vernietigd.",
    ]


def told_schedule(schedule: Schedule | dict[str, object], words: Words = U) -> list[str]:
    return schedule_sentences(
        schedule, gettext=words.gettext, format_date=words.date, format_money=words.money
    )


def test_it_explains_a_penalty_with_its_amounts() -> None:
    schedule = default_schedule(date(2026, 7, 20), date(2026, 7, 13))
    assert told_schedule(schedule) == [
        "De laatste dag voor ons antwoord was maandag 13 juli 2026.",
        "De ingebrekestelling kwam binnen op maandag 20 juli 2026.",
        "Daarna volgen twee weken (Algemene wet bestuursrecht, artikel 4:17).",
        "Een besluit tot en met zondag 2 augustus 2026 kost niets.",
        "Van maandag 3 augustus 2026 tot en met zondag 16 augustus 2026 kost elke dag € 23.",
        "Van maandag 17 augustus 2026 tot en met zondag 30 augustus 2026 kost elke dag € 35.",
        "Van maandag 31 augustus 2026 tot en met zondag 13 september 2026 kost elke dag € 45.",
        "Na zondag 13 september 2026 komt er niets meer bij. Het bedrag is dan € 1.442.",
    ]
    assert told_schedule(schedule.as_dict()) == told_schedule(schedule)
    assert told_schedule(schedule, ENGLISH)[-1] == (
        "After Sunday 13 September 2026 nothing is added. The sum is then € 1,442."
    )


def test_what_is_no_stored_schedule_is_refused() -> None:
    with pytest.raises(ValueError, match="not a stored schedule"):
        told_schedule({"notice": "2026-07-20"})


def test_a_stored_deadline_tells_the_same_as_a_fresh_one() -> None:
    deadline = answer_due(date(2026, 3, 3))
    told = deadline_sentences(deadline.as_dict(), gettext=U.gettext, format_date=U.date)
    assert told == tell(deadline)


def test_what_is_no_stored_deadline_is_refused() -> None:
    with pytest.raises(ValueError, match="not a stored deadline"):
        deadline_sentences({"months": 1}, gettext=U.gettext, format_date=U.date)


@pytest.mark.parametrize("holiday", Holiday)
def test_every_holiday_has_a_dutch_name(holiday: Holiday) -> None:
    assert U.gettext(HOLIDAY[holiday]) != HOLIDAY[holiday]


def every_kind(day: date) -> list[Deadline]:
    petition = petition_due(day)
    assert petition is not None
    awb = [objection_due(day), petition, complaint_due(day), appeal_due(day)]
    bezwaar = [decision_due(day, committee=each, extended=each) for each in (True, False)]
    later = day + timedelta(120)
    mended = (Paused(day + timedelta(9), day + timedelta(20)), Paused(day + timedelta(99), later))
    bezwaar += [
        decision_due(
            day,
            committee=False,
            extended=True,
            mendings=mended,
            further=Further(later + timedelta(30), ground),
        )
        for ground in FurtherGround
    ]
    at_once, late = (
        Paused(day, day + timedelta(9)),
        Paused(day + timedelta(20), day + timedelta(21)),
    )
    paused = answer_due(day, pauses=(at_once, late))
    months = [answer_due(day), answer_due(day, 3), destruction_due(day)]
    return [*months, paused, withdrawal_due(day), *awb, *bezwaar, fixing_due(day)]


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_every_derivation_is_short_complete_and_in_one_language(day: date) -> None:
    for deadline in every_kind(day):
        english = set(tell(deadline, ENGLISH))
        for words in (U, JE):
            sentences = tell(deadline, words)
            assert not english & set(sentences)
            assert words.date(deadline.legal_due) in sentences[-1]
            for sentence in sentences:
                assert sentence[0].isupper()
                assert sentence.endswith(".")
                assert "%" not in sentence
                for thought in re.sub(r"\(.*?\)", "", sentence).split(". "):
                    assert len(thought.split()) <= 15


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_the_je_form_never_says_u_nor_the_u_form_je(day: date) -> None:
    for deadline in every_kind(day):
        assert not re.search(r"\b([Uu]|[Uu]w)\b", " ".join(tell(deadline, JE)))
        assert not re.search(r"\b([Jj]e|[Jj]ouw)\b", " ".join(tell(deadline, U)))


def test_every_step_and_term_has_been_told_by_these_tests() -> None:
    days = [date(2026, 1, 1) + timedelta(n) for n in range(120)]
    told = [deadline for day in days for deadline in every_kind(day)]
    steps = {step.code for deadline in told for step in deadline.steps}
    steps |= {step.code for step in default_schedule(days[9], days[0]).steps}
    assert steps == set(StepCode)
    assert {deadline.term for deadline in told} == set(Term)
