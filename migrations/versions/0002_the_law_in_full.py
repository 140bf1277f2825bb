"""The law in full.

Revision: 0002
Before: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "daily_run",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_run")),
        sa.UniqueConstraint("organisation", "day", name=op.f("uq_daily_run_organisation_day")),
    )
    op.create_table(
        "printing",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("done", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("expected", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_printing_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_printing")),
    )
    op.create_table(
        "clock_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("legal_due", sa.Date(), nullable=False),
        sa.Column(
            "deadline", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_clock_entry_case_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_clock_entry_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_entry")),
    )
    with op.batch_alter_table("clock_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clock_entry_case_id"), ["case_id"], unique=False)

    op.create_table(
        "default_notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "schedule", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_default_notice_case_id")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_default_notice_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_default_notice")),
        sa.UniqueConstraint("case_id", name=op.f("uq_default_notice_case_id")),
    )
    op.create_table(
        "hold",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation", sa.String(length=60), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("activity", sa.String(length=60), nullable=False),
        sa.Column("rule", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("vanishes_on", sa.Date(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("secured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "secured_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_hold_case_id")),
        sa.ForeignKeyConstraint(["secured_by"], ["staff.id"], name=op.f("fk_hold_secured_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hold_case_id"), ["case_id"], unique=False)
    op.create_index(
        "ix_hold_list",
        "hold",
        ["organisation", "vanishes_on", "id"],
        sqlite_where=sa.text("released_at IS NULL"),
        postgresql_where=sa.text("released_at IS NULL"),
    )

    op.create_table(
        "letter",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column(
            "facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("personal", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_letter_case_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_letter_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_case_id"), ["case_id"], unique=False)

    op.create_table(
        "pause",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation", sa.String(length=60), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer_before", sa.Date(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_pause_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
        sa.UniqueConstraint("case_id", "question", name=op.f("uq_pause_case_id_question")),
    )
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.create_index(
            "ix_pause_open",
            ["organisation", "answer_before"],
            unique=False,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )

    op.create_table(
        "part_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("part_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("activity", sa.String(length=60), nullable=False),
        sa.Column("label_nl", sa.String(length=300), nullable=False),
        sa.Column("label_en", sa.String(length=300), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("ground", sa.String(length=60), nullable=True),
        sa.Column(
            "needs", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("keep_rule", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["case_part.id"], name=op.f("fk_part_item_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_item")),
    )
    with op.batch_alter_table("part_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_part_item_part_id"), ["part_id"], unique=False)

    op.create_table(
        "recipient_notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("part_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("activity", sa.String(length=60), nullable=False),
        sa.Column("recipient_nl", sa.String(length=300), nullable=False),
        sa.Column("recipient_en", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("letter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_recipient_notice_case_id")),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_recipient_notice_letter_id")
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["case_part.id"], name=op.f("fk_recipient_notice_part_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_recipient_notice_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient_notice")),
    )
    with op.batch_alter_table("recipient_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recipient_notice_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recipient_notice_part_id"), ["part_id"], unique=False)

    op.create_table(
        "restriction",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("part_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lift_reason", sa.Text(), nullable=False),
        sa.Column("lift_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lift_on", sa.Date(), nullable=True),
        sa.Column("letter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_restriction_case_id")),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_restriction_letter_id")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["case_part.id"], name=op.f("fk_restriction_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
    )
    with op.batch_alter_table("restriction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_restriction_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_restriction_part_id"), ["part_id"], unique=False)
    op.create_index(
        "ix_restriction_lift_on",
        "restriction",
        ["lift_on"],
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )

    _add_columns()
    op.create_index(op.f("ix_case_origin_id"), "case", ["origin_id"], unique=False)
    _renew_indexes()

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "letter_id",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                nullable=False,
                server_default="0",
            )
        )
        batch_op.drop_constraint(batch_op.f("uq_document_case_id_kind"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_document_case_id_kind_letter_id"), ["case_id", "kind", "letter_id"]
        )


def _add_columns() -> None:
    """Add columns in place: rebuilding a table that others point to would break them on SQLite."""
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

    def words(name: str, length: int, given: str) -> sa.Column:
        return sa.Column(name, sa.String(length=length), nullable=False, server_default=given)

    op.add_column("case", words("procedure", 40, "request"))
    op.add_column(
        "case", sa.Column("fg_only", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("case", sa.Column("posted_on", sa.Date(), nullable=True))
    op.add_column("case", sa.Column("unpaused_due", sa.Date(), nullable=True))
    op.add_column("case", sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "case", sa.Column("extension_reason", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("case", sa.Column("personal", sa.Text(), nullable=False, server_default=""))
    op.add_column("case", sa.Column("warned", whole, nullable=True))
    op.add_column("case", sa.Column("authority", json, nullable=False, server_default="{}"))
    op.add_column(
        "case", sa.Column("secret_address", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("case_part", sa.Column("basis", sa.String(length=20), nullable=True))
    op.add_column("case_part", sa.Column("needs", json, nullable=False, server_default="{}"))
    op.add_column("case_part", sa.Column("checks", json, nullable=False, server_default="[]"))
    op.add_column("finding", sa.Column("needs", json, nullable=False, server_default="{}"))
    op.add_column("source_search", sa.Column("told", json, nullable=False, server_default="[]"))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            'ALTER TABLE "case" ADD COLUMN origin_id INTEGER'
            ' CONSTRAINT fk_case_origin_id REFERENCES "case" (id)'
        )
    else:
        op.add_column("case", sa.Column("origin_id", whole, nullable=True))
        op.create_foreign_key(op.f("fk_case_origin_id"), "case", "case", ["origin_id"], ["id"])


def _renew_indexes() -> None:
    """Let the indexes of the lists also say which cases are for the FG alone."""
    for name, columns in (
        ("worklist", ("is_open", "legal_due", "id")),
        ("handler", ("handler_id", "is_open", "legal_due", "id")),
        ("handler_right", ("handler_id", "is_open", "lead_right", "legal_due", "id")),
        ("handler_status", ("handler_id", "status", "legal_due", "id")),
        ("right", ("is_open", "lead_right", "legal_due", "id")),
        ("status", ("status", "legal_due", "id")),
        ("name", ("name_key", "id")),
        ("email", ("email_key", "id")),
    ):
        op.drop_index(f"ix_case_{name}", table_name="case")
        op.create_index(f"ix_case_{name}", "case", ["organisation", *columns, "fg_only"])
    op.create_index(
        "ix_case_fg_only",
        "case",
        ["organisation", "is_open", "legal_due", "id"],
        sqlite_where=sa.text("fg_only IS 1"),
        postgresql_where=sa.text("fg_only IS true"),
    )
