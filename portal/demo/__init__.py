"""The demo: made-up people, their data in source systems, staff, and cases in every status."""

from portal.demo.bulk import add_cases
from portal.demo.lines import Line
from portal.demo.loading import (
    DemoRefused,
    accounts_file,
    demand_demo,
    describe_accounts,
    load,
    load_cases,
    prepare,
)

__all__ = [
    "DemoRefused",
    "Line",
    "accounts_file",
    "add_cases",
    "demand_demo",
    "describe_accounts",
    "load",
    "load_cases",
    "prepare",
]
