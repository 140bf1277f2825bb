"""The portal: `app` for a web server; run as a program, web and worker in one process."""

import sys

from portal.cli.serve import serve
from portal.factory import create_app
from portal.organisations.loading import ProfileErrors
from portal.settings import SettingsError

try:
    app = create_app()
except (SettingsError, ProfileErrors) as error:
    sys.exit(f"The portal does not start.\n{error}")

if __name__ == "__main__":
    serve(app)
