"""Text in scans; the day on which a letter was posted; the penalty for being late.

Revision: 0004
Before: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("exhibit", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "to_recognise",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default=sa.text("0"),
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "recognised",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default=sa.text("0"),
                nullable=False,
            )
        )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("posted_on", sa.Date(), nullable=True))
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_posted_on", sa.Date(), nullable=True))
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    with op.batch_alter_table("default_notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fixed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("fixed_by", number, nullable=True))
        batch_op.add_column(sa.Column("fixed_cents", number, nullable=True))
        batch_op.add_column(
            sa.Column("no_penalty", sa.String(40), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("fixed_why", sa.Text(), server_default="", nullable=False))
        batch_op.create_foreign_key(
            batch_op.f("fk_default_notice_fixed_by"), "staff", ["fixed_by"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("default_notice") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_default_notice_fixed_by"), type_="foreignkey")
        for name in ("fixed_why", "no_penalty", "fixed_cents", "fixed_by", "fixed_at"):
            batch_op.drop_column(name)
    with op.batch_alter_table("case") as batch_op:
        batch_op.drop_column("answer_posted_on")
    with op.batch_alter_table("document") as batch_op:
        batch_op.drop_column("posted_on")
    with op.batch_alter_table("exhibit") as batch_op:
        batch_op.drop_column("recognised")
        batch_op.drop_column("to_recognise")
