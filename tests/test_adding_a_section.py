"""Adding a section is adding a folder: page, progress, checks, chapter and document follow with no other edit."""

import os
import subprocess
import sys

from core.store.database import ROOT

SECTION = '''
"""Suppliers: who else touches the customer."""

from core.checks import check, hit
from core.fields import reference, scale, text
from core.i18n import N_
from core.section import Phase, Section
from core.store.records import Record


class Supplier(Record, table=True):
    """A company that works for ours and meets our customers."""

    __tablename__ = "suppliers_supplier"
    label = N_("Supplier"), N_("Suppliers")
    columns = ("name", "care", "system_id")
    name: str = text(N_("Supplier"), required=True)
    care: int | None = scale(1, 5, N_("Care"), expected=True)
    system_id: int | None = reference("audit_system", N_("System"))


@check("suppliers.W001", N_("{name} takes little care."), N_("Talk to them."), N_("Customers do not tell them from us."))
def care_is_taken(book):
    return [hit(each, "care", name=each.name) for each in book.rows(Supplier) if each.care == 1]


PURPOSE = N_("Who else meets customers.")
SECTION = Section("suppliers", N_("Suppliers"), PURPOSE, "handshake", Phase.UNDERSTAND, 99, (Supplier,), checks=(care_is_taken,))
'''

SCRIPT = """
import sys

import core.sections

core.sections.__path__.append(sys.argv[1])

from sqlmodel import SQLModel
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from core import workbench
from core.sections.suppliers import Supplier
from core.store import database

workbench.migrate()
SQLModel.metadata.create_all(database.engine())
assert [each.slug for each in workbench.registry()][-1] == "suppliers"

engagement = workbench.create_engagement("Verbena", language="en", currency="EUR", who="ann")
assert workbench.overview(engagement).progress["suppliers"] == 0
workbench.add(engagement, Supplier, {"name": "Parcel & Co", "care": 1}, who="ann")
overview = workbench.overview(engagement)
assert overview.progress["suppliers"] == 1
assert [each.sentence for each in overview.open_findings("suppliers")] == ["Parcel & Co takes little care."]

with workbench.open_book(engagement) as book:
    chapter = workbench.chapter(book, "suppliers")
assert chapter.title == "Suppliers"
assert "Parcel & Co" in str(chapter.blocks)

app = AppTest.from_file("pages/frame.py", default_timeout=60)
app.query_params["e"] = str(engagement)
for name, value in {"person_key": "k", "person_name": "ann", "preferences": {}, "language": "en"}.items():  # no cookies here
    app.session_state[name] = value
app._page_hash = calc_hash("suppliers")  # as a browser that opens /suppliers
app.run()
assert not app.exception, app.exception
assert "<h1>Suppliers</h1>" in "".join(each.proto.body for each in app.main.get("html"))
assert "Suppliers · 100%" in app.sidebar.get("html")[0].proto.body

assert workbench.strategy_document(engagement, "en").startswith(b"PK")
print("all there")
"""


def test_adding_a_section_is_adding_a_folder(tmp_path):
    """In a process of its own: a record type, once declared, cannot be taken back."""
    folder = tmp_path / "more" / "suppliers"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(SECTION.strip() + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder.parent)],
        cwd=ROOT,
        env=os.environ | {"HOLDFAST_DATA_DIR": str(tmp_path / "new"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.endswith("all there\n"), done.stderr
