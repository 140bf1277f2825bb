"""What web server and worker load at their first page, letter or text: here before they start.

Of each running portal several processes would load it anew; forked from one that has it, none do.
"""

from portal import web
from portal.factory import import_pages
from portal.language.catalogs import catalog
from portal.organisations.organisation import AddressForm
from portal.redaction import names
from portal.web import citizen, experts, staff

for package in (web, citizen, experts, staff):
    import_pages(package)
for form in AddressForm:
    catalog("nl", form)
if names.installed():
    names._reader()
