"""A file with more faults than anybody reads: the first are told, the rest counted."""

from __future__ import annotations

from foedus.dossier.check import MOST as OF_A_KIND
from foedus.dossier.explain import MOST
from foedus.dossier.load import load_text
from foedus.dossier.participants import MOST as OF_A_CSV


def test_of_very_many_faults_the_rest_is_counted():
    loaded = load_text("\n".join(f"key-{number}: 1" for number in range(MOST + 1000)), "many.yaml")
    assert loaded.dossier is None
    assert MOST / 2 < len(loaded.errors) <= MOST + 2
    (told,) = [fault for fault in loaded.errors if "is not told" in fault.found]
    assert f"({MOST + 1002:,} errors)" in told.found


def test_of_few_faults_every_one_is_told():
    loaded = load_text("\n".join(f"key-{number}: 1" for number in range(100)), "many.yaml")
    assert len([fault for fault in loaded.errors if "unknown key" in fault.found]) == 100
    assert not [fault for fault in loaded.errors if "is not told" in fault.found]


def test_of_very_many_names_that_are_unknown_the_first_are_told_with_what_is_meant():
    head = "id: x\ntitle: X\nparties: [SUN, JPN]\nrecord:\n"
    events = [f"  - {{event: protest, on: 1941, by: X{number}}}\n" for number in range(OF_A_KIND + 50)]
    errors = load_text(head + "".join(events), "many.yaml").errors
    assert len(errors) == OF_A_KIND + 1
    assert "further faults like these" in errors[-1].found
    assert f"record[{OF_A_KIND}].by" in errors[-1].where


def test_a_csv_with_very_many_faults_is_looked_at_no_further(tmp_path):
    rows = "".join(f"Nowhere {number},ratification,1950-01-01\n" for number in range(OF_A_CSV + 50))
    (tmp_path / "many.csv").write_text(f"party,action,date\n{rows}")
    errors = load_text("id: x\ntitle: X\nparticipants: many.csv\n", "many.yaml", tmp_path).errors
    assert len(errors) == OF_A_CSV + 2
    assert "further rows, which are not looked at" in errors[-1].found
    assert errors[-1].line == OF_A_CSV + 3
