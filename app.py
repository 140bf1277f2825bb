"""The portal: `app` for a web server; run as a program, web and worker in one process."""

import os
import sys

from portal.cli.serve import serve
from portal.factory import create_app
from portal.organisations.loading import ProfileErrors
from portal.services.starting import ProfileMissing, check_organisations
from portal.settings import SettingsError

try:
    app = create_app()
    if "FLASK_RUN_FROM_CLI" not in os.environ:  # a command says itself what it needs
        portal = app.extensions["portal"]
        check_organisations(portal.database, portal.organisations)
except (SettingsError, ProfileErrors, ProfileMissing) as error:
    sys.exit(f"The portal does not start.\n{error}")

if __name__ == "__main__":
    serve(app)
