"""Check what a profile says of one source system: where it is, its tables and their columns."""

import re

from portal.organisations.organisation import PERSON, SourceSystem, SourceTable
from portal.organisations.reading import Mistakes
from portal.organisations.servers import SERVERS, check_carries_out, check_server
from portal.organisations.values import check_known, repeated

FILES = ("sqlite", "csv", "excel", "folder")
CONNECTORS = (*FILES, "database", *SERVERS, PERSON)
FIELD_KINDS = ("text", "date", "datetime", "money", "boolean", "code")
MATCH_IDENTIFIERS = ("email", "phone", "name", "birth_date", "postcode", "client_number", "bsn")
SHARED = ("name", "birth_date", "postcode")
"""What many people have in common; the path of a document must hold more than one of these."""

FILE_COLUMNS = ("file_name", "changed_on", "folder")
"""What the connector for folders tells of a document."""

PERSON_MAY_KNOW = ("name", "birth_date", "client_number")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
BOOK = re.compile(r"[^/\\]+\.(xlsx|xlsm|xlsb|xls|ods)", re.IGNORECASE)
SHEET = re.compile(r"[^/\\\[\]:*?]{1,31}")
LONGEST_NAME = 120
BRACES = re.compile(r"\{([^{}]*)\}")


def check_system(source: SourceSystem, key: str, mistakes: Mistakes) -> None:
    """Note every mistake in one source system, apart from the activities it belongs to.

    Parameters:
        source: as read from its profile.
        key: where it stands in the file.
        mistakes: gets a line for each mistake.
    """
    if not IDENTIFIER.fullmatch(source.id):
        mistakes.add(f"{key}.id", "use small letters, digits and underscores")
    check_known([source.connector], CONNECTORS, f"{key}.connector", mistakes, single=True)
    check_carries_out(source, key, mistakes)
    if not source.tables:
        mistakes.add(f"{key}.tables", "must have at least one table")
    if source.connector == PERSON:
        _check_person(source, key, mistakes)
        return
    if source.connector in SERVERS:
        check_server(source, MATCH_IDENTIFIERS, key, mistakes)
    else:
        _check_location(source, f"{key}.location", mistakes)
    for place, table in enumerate(source.tables):
        where = f"{key}.tables[{place}]"
        if source.connector == "folder":
            _check_pattern(table, where, mistakes)
        else:
            _check_table(source, table, f"{where}.table", mistakes)
            _check_match(table, f"{where}.match", mistakes)
        _check_fields(table, where, mistakes)


def _check_location(source: SourceSystem, key: str, mistakes: Mistakes) -> None:
    if source.connector == "database":
        if not _is_name(source.location or "x") or re.search(r"[:/@]", source.location):
            mistakes.add(
                key,
                "names the schema of the tables, or is left out; "
                "the address of a database is a secret: PORTAL_SOURCE_SECRETS",
            )
        return
    parts = source.location.replace("\\", "/").split("/")
    if not parts[0] or ".." in parts or ":" in source.location:
        mistakes.add(key, "must be a path inside the organisation's sources folder")


def _check_person(source: SourceSystem, key: str, mistakes: Mistakes) -> None:
    """Note what is missing for asking a person, and what cannot be said of one."""
    if source.owner is None or not source.owner.email:
        mistakes.add(f"{key}.owner.email", "is where the person is asked; write an e-mail address")
    if source.location:
        mistakes.add(f"{key}.location", "a person has no location; take it out")
    for place, table in enumerate(source.tables):
        where = f"{key}.tables[{place}]"
        if table.fields:
            mistakes.add(f"{where}.fields", "a person has no columns; take them out")
        for identifier, _column in table.match:
            check_known([identifier], PERSON_MAY_KNOW, f"{where}.match", mistakes, single=True)


def _check_table(source: SourceSystem, table: SourceTable, key: str, mistakes: Mistakes) -> None:
    name = table.table
    if not _is_name(name):
        mistakes.add(key, f"must be the name itself, of at most {LONGEST_NAME} signs")
    elif source.connector == "csv" and (re.search(r"[/\\]", name) or name.startswith(".")):
        mistakes.add(key, "must be a file in the folder of the location, such as forms.csv")
    elif source.connector == "excel":
        _check_sheet(source.location, name, key, mistakes)


def _check_sheet(location: str, name: str, key: str, mistakes: Mistakes) -> None:
    book, _, sheet = name.rpartition("/")
    in_folder = not BOOK.fullmatch(location.rpartition("/")[2])
    if in_folder and not BOOK.fullmatch(book):
        mistakes.add(key, "must be a workbook in that folder and a sheet in it: forms.xlsx/Sheet1")
    elif (book and not in_folder) or not SHEET.fullmatch(sheet):
        mistakes.add(key, "must be the name of a sheet in the workbook, such as Sheet1")


def _check_match(table: SourceTable, key: str, mistakes: Mistakes) -> None:
    if not table.match:
        mistakes.add(key, "must say by what a person is found, such as email")
    for identifier, column in table.match:
        parts, columns = identifier.split("+"), column.split("+")
        check_known(parts, MATCH_IDENTIFIERS, f"{key}.{identifier}", mistakes, single=True)
        if len(parts) != len(columns) or not all(map(_is_name, columns)):
            mistakes.add(f"{key}.{identifier}", "needs one column for each identifier")


def _check_pattern(table: SourceTable, key: str, mistakes: Mistakes) -> None:
    """Note what is wrong with the path of a person's documents."""
    where = f"{key}.table"
    parts = table.table.split("/")
    named = BRACES.findall(table.table)
    check_known(named, MATCH_IDENTIFIERS, where, mistakes, single=True)
    if table.match:
        mistakes.add(f"{key}.match", "leave it out; the path says whose a document is")
    if any(part in ("", ".", "..") for part in parts) or "\\" in table.table:
        mistakes.add(where, "must be a path inside the location, such as {client_number}/**")
    if any("**" in part and part != "**" for part in parts):
        mistakes.add(where, "two stars stand alone between slashes; within a name use one")
    if set(BRACES.sub("", table.table)) & set("{}"):
        mistakes.add(where, "has a brace without its other half")
    if not set(named) - set(SHARED) and len(set(named)) < 2:
        mistakes.add(
            where,
            "must hold what belongs to one person, such as {client_number}, "
            "or two identifiers, such as {name} and {birth_date}",
        )
    for number, field in enumerate(table.fields):
        column = f"{key}.fields[{number}].column"
        check_known([field.column], FILE_COLUMNS, column, mistakes, single=True)


def _check_fields(table: SourceTable, key: str, mistakes: Mistakes) -> None:
    if not table.fields:
        mistakes.add(f"{key}.fields", "must have at least one field")
    for number, column in repeated(field.column for field in table.fields):
        mistakes.add(f"{key}.fields[{number}].column", f'"{column}" stands here twice; keep one')
    for number, field in enumerate(table.fields):
        where = f"{key}.fields[{number}]"
        if not _is_name(field.column):
            mistakes.add(
                f"{where}.column", f"must be the name itself, of at most {LONGEST_NAME} signs"
            )
        check_known([field.kind], FIELD_KINDS, f"{where}.kind", mistakes, single=True)
        if (field.kind == "code") != bool(field.codes):
            mistakes.add(
                f"{where}.codes", 'explain the codes of kind "code", and only of that kind'
            )


def _is_name(text: str) -> bool:
    """Whether a system can call something so: exports have names such as "Datum gesprek"."""
    return text.isprintable() and text == text.strip() and 0 < len(text) <= LONGEST_NAME
