"""A small profile without mistakes, and what the loader says once something in it is changed."""

from pathlib import Path

from portal.organisations.loading import ProfileErrors, load_organisation

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><title>Huis</title>'
    '<rect width="8" height="8" fill="#104060"/></svg>'
)
PROFILE = """
slug = "huis"
reference_prefix = "HU"
address_form = "je"
controller_kind = "public"
may_ask_bsn = true
second_approver = false
draft_retention_days = 14
statement_version = "2026-11-21"
security_contact = "https://huis.example/lek"
name = { nl = "Huis", en = "House" }
short_name = { nl = "Huis", en = "House" }
description = { nl = "Wij wonen.", en = "We live." }
addressee = { nl = "directie", en = "direction" }
rights = [{ right = "access" }, { right = "erasure" }, { right = "human_review" }]
complaint_path = [{ name = { nl = "Chef", en = "Boss" }, how = { nl = "Bel.", en = "Call." } }]
other_ways = [{ name = { nl = "Balie", en = "Desk" } }]

[contact]
name = { nl = "Huis", en = "House" }
phone = "088 4 700 200"
email = "info@huis.example"
web = "https://huis.example"

[objection_body]
name = { nl = "Bezwaar", en = "Objections" }
address = ["Postbus 1", "1000 AA Dorp"]

[identity_methods]
low = ["email_code"]
ordinary = ["email_code", "desk"]
high = ["desk"]

[brand]
accent = "#104060"
accent_dark = "#0a2a40"
accent_light = "#e6eef4"
logo = "logo.svg"

[request_retention]
period = { nl = "1 jaar", en = "1 year" }
trigger = { nl = "na het antwoord", en = "after the answer" }
months = 12
reason = { nl = "Voor vragen.", en = "For questions." }

[[activities]]
id = "living"
name = { nl = "Wonen", en = "Living" }
purpose = { nl = "Wonen.", en = "Living." }
legal_basis = { nl = "Taak.", en = "Task." }
basis_article = "AVG 6.1.e"
categories = [{ nl = "naam", en = "name" }]
data_subjects = { nl = "bewoners", en = "residents" }
source = { nl = "van jou", en = "from you" }
recipients = []
rights = ["access", "erasure"]
owner = { nl = "Beheerder", en = "Keeper" }
controller_kind = "public"
sensitivity = "ordinary"
source_systems = ["keys"]
[[activities.retention]]
period = { nl = "1 jaar", en = "1 year" }
trigger = { nl = "na vertrek", en = "after leaving" }

[[sources]]
id = "keys"
name = { nl = "Sleutels", en = "Keys" }
connector = "sqlite"
location = "keys.sqlite"
[[sources.tables]]
table = "keys"
activity = "living"
category = { nl = "Sleutels", en = "Keys" }
match = { email = "email", "name+birth_date" = "full_name+born" }
[[sources.tables.fields]]
column = "number"
label = { nl = "Nummer", en = "Number" }
[[sources.tables.fields]]
column = "colour"
label = { nl = "Kleur", en = "Colour" }
kind = "code"
codes = { R = { nl = "rood", en = "red" } }
"""


def write(folder: Path, text: str = PROFILE, name: str = "huis.toml", logo: str = LOGO) -> Path:
    """Put a profile and its mark in a folder."""
    (folder / "huis").mkdir(exist_ok=True)
    (folder / "huis" / "logo.svg").write_text(logo)
    path = folder / name
    path.write_text(text)
    return path


def changed(*changes: tuple[str, str]) -> str:
    """The profile with each first text replaced by the second, once."""
    text = PROFILE
    for old, new in changes:
        assert old in text, f"{old!r} is not in the sample"
        text = text.replace(old, new, 1)
    return text


def mistakes_in(path: Path) -> dict[str, str]:
    """The reasons the loader gives, by key; every one of them names the file."""
    try:
        load_organisation(path)
    except ProfileErrors as found:
        errors = found.errors
    else:
        return {}
    assert all(error.file == str(path) for error in errors)
    reasons = {error.key: error.reason for error in errors}
    assert len(reasons) == len(errors), "a key was reported twice"
    return reasons


def mistakes_after(folder: Path, *changes: tuple[str, str], logo: str = LOGO) -> dict[str, str]:
    """What is wrong with the sample after these changes."""
    return mistakes_in(write(folder, changed(*changes), logo=logo))
