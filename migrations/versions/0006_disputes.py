"""Whether a court, the AP or a claim still needs what was found.

Revision: 0006
Before: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case", sa.Column("disputed_since", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("case", "disputed_since")  # as it is: other tables point to this one
