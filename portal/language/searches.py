"""The words for a search, for staff: what was not looked at, and how an item was found."""

from portal.language.terms import N_
from portal.language.words import Words

REMARK: dict[str, str] = {
    "missing": N_("The system is not there: %(detail)s."),
    "busy": N_("The system was busy: %(detail)s."),
    "too_slow": N_("The search took too long: %(detail)s."),
    "unreadable": N_("The portal may not read this system: %(detail)s."),
    "damaged": N_("The system is damaged, or is not what the profile says it is: %(detail)s."),
    "encoding": N_("The system holds text that is not UTF-8: %(detail)s."),
    "mapping": N_("A table or column of the profile is not there: %(detail)s."),
    "too_large": N_("The system, or a value in it, is too large to read: %(detail)s."),
    "too_many": N_("Far more rows were found than can be about one person: %(detail)s."),
    "location": N_("The profile points to a place outside the sources: %(detail)s."),
    "unreachable": N_("The server does not answer: %(detail)s."),
    "refused": N_("The server refuses our question: %(detail)s."),
    "unclear": N_("The server gives an answer that we cannot read: %(detail)s."),
    "closed": N_("The settings do not say how to open this system: %(detail)s."),
    "locked": N_("The file only opens with a password: %(detail)s."),
    "vanished": N_("Data were gone after a dry run: %(detail)s. Tell the privacy officer now."),
    "unforeseen": N_("The search stopped at something that the portal does not know: %(detail)s."),
    "moved_on": N_("The search came too late: the request was not being handled any more."),
    "not_known": N_("The profile does not know this system any more."),
    "suspended": N_("This system is not searched for now: %(detail)s"),
    "not_answered": N_("Somebody was asked, and gave no answer."),
    "some_tables": N_("Not searched, because too little is known of the person: %(detail)s."),
    "broken_rows": N_("Lines or files that could not be read: %(detail)s. Look at them yourself."),
}

IDENTIFIER: dict[str, str] = {
    "email": N_("e-mail address"),
    "phone": N_("telephone number"),
    "name": N_("name"),
    "birth_date": N_("date of birth"),
    "postcode": N_("postcode"),
    "client_number": N_("client number"),
    "bsn": N_("citizen service number"),
    "known_client_number": N_("client number that a system knew"),
    "known_email": N_("e-mail address that a system knew"),
}


def remark(words: Words, code: str, detail: str) -> str:
    """What a handler must know of a search; empty when there is nothing to tell.

    Parameters:
        code, detail: as `read_reason` splits what a search stores.
    """
    return words.gettext(REMARK[code], detail=detail) if code in REMARK else ""


def found_by(words: Words, ways: str) -> str:
    """How an item was found, such as "e-mail address; name and date of birth".

    Parameters:
        ways: as `Finding.matched_by` holds them; empty gives nothing.
    """
    both = words.gettext(" and ")
    return "; ".join(
        both.join(words.gettext(IDENTIFIER.get(each, each)) for each in way.split("+"))
        for way in ways.split(",")
        if way
    )
