"""import, audit and infer on the command line: what they print, where they write, how they fail."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from tests.intake.bringing import SAMPLES

from foedus.cli.intake import watching
from foedus.cli.main import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def treaties(tmp_path: Path) -> Path:
    run("import", "unctad", SAMPLES / "investment.csv", "--out", tmp_path / "treaties")
    return tmp_path / "treaties"


def test_an_import_sums_up_and_reports_each_row_left_out_by_line(tmp_path):
    done = run("import", "unctad", SAMPLES / "investment.csv", "--out", tmp_path / "out")
    assert done.exit_code == 1  # rows were left out
    assert "12 rows of investment.csv read, 10 dossiers in" in done.stdout
    assert "  2 rows left out" in done.stdout
    assert "investment.csv:12:1: error: parties: found 'Ghana', expected two parties" in done.stderr
    assert "investment.csv:13:1: error: signed: found '31/02/1997'" in done.stderr


def test_an_import_without_rows_left_out_is_a_success(tmp_path):
    table = tmp_path / "contracts.csv"
    table.write_text("id,parties,start,term\nC-1,Acme,2024-01-31,1 year\n", encoding="utf-8")
    done = run("import", "contracts", table, "--out", tmp_path / "out")
    assert done.exit_code == 0
    assert done.stderr == ""
    assert run("check", tmp_path / "out").exit_code == 0


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_progress_is_shown_on_a_terminal_alone(monkeypatch, stream, shown):
    monkeypatch.setattr("sys.stderr", stream)
    with watching(every=0) as watch:
        watch(1200)
    assert ("1,200 rows read" in stream.getvalue()) is shown
    assert shown or stream.getvalue() == ""


def test_dates_in_an_open_order_are_read_once_it_is_said(tmp_path):
    table = tmp_path / "contracts.csv"
    table.write_text("id,parties,start,term\nC-1,Acme,03/04/2024,1 year\n", encoding="utf-8")
    assert "--dates day-first" in run("import", "contracts", table, "--out", tmp_path / "a").stderr
    done = run("import", "contracts", table, "--out", tmp_path / "b", "--dates", "day-first")
    assert done.exit_code == 0
    assert "2024-04-03" in (tmp_path / "b" / "c-1.yaml").read_text(encoding="utf-8")


def test_a_summary_as_json_counts_what_the_text_counts(tmp_path):
    done = run("import", "cow", SAMPLES / "cow-members.csv", "--out", tmp_path / "out", "--json")
    data = json.loads(done.stdout)
    assert (data["rows"], data["rows_left_out"], data["dossiers"], data["written"]) == (10, 1, 4, 4)
    assert data["not_in_register"] == {"Atlantis": 1}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "unctad", "nowhere.csv", "--out", "out"), "cannot read nowhere.csv: no such file"),
        (("import", "atop", SAMPLES / "investment.csv", "--out", "out"), "is no table of ATOP by alliance"),
        (("import", "wipo", SAMPLES / "investment.csv", "--out", "out"), "is no table of participation"),
        (("import", "contracts", SAMPLES / "investment.csv", "--out", "out"), "no column for id and start"),
        (("import", "cow", SAMPLES / "cow-members.csv", "--out", "out", "--as-of", "soon"), "'soon' is not a date"),
        (("infer", "nowhere.csv"), "no such file: nowhere.csv"),
        (("infer", "no-such-treaty"), "no treaty 'no-such-treaty' in the library"),
        (("infer", SAMPLES / "participation.csv", "--treaty", "SEAS"), "has no convention 'SEAS'"),
        (("audit", "nowhere"), "nowhere is no folder of dossiers"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == 1
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_audit_of_dossiers_without_recorded_dates_says_so(tmp_path):
    (tmp_path / "pact.yaml").write_text("id: pact\ntitle: Pact\nparties: [NOR, PER]\n", encoding="utf-8")
    done = run("audit", tmp_path)
    assert done.exit_code == 1
    assert "has `recorded` dates to audit" in done.stderr


def test_an_audit_prints_classes_and_what_does_not_agree(treaties):
    done = run("audit", treaties)
    assert done.exit_code == 0
    assert "a notice for a term's end, counted day-before" in done.stdout
    assert "ghana-kenya-bit-1990" in done.stdout
    assert "chile-korea-republic-of-bit-1996" not in done.stdout
    assert "chile-korea-republic-of-bit-1996" in run("audit", treaties, "--all").stdout


def test_an_audit_as_json_has_a_row_for_each_record(treaties):
    data = json.loads(run("audit", treaties, "--json").stdout)
    assert data["verdict"] == "some"
    rows = {answer["value"]["treaty"]: answer for answer in data["answers"]}
    assert len(rows) == 10
    assert rows["ghana-kenya-bit-1990"]["readings"] == [{"when-notice": "any-time"}]
    assert rows["ghana-kenya-bit-1990"]["value"]["off"] == -503


def test_an_audit_as_csv_has_the_same_rows(treaties, tmp_path):
    done = run("audit", treaties, "--csv", tmp_path / "audit.csv")
    lines = (tmp_path / "audit.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 11
    assert lines[0].startswith("treaty,title,source,number")
    assert f"wrote {tmp_path / 'audit.csv'}" in done.stdout


def test_an_audit_as_a_page_has_its_picture_and_needs_nothing_else(treaties, tmp_path):
    run("audit", treaties, "--html", tmp_path / "audit.html")
    text = (tmp_path / "audit.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    picture = ET.fromstring(text[text.index("<svg") : text.index("</svg>") + 6])
    svg = "{http://www.w3.org/2000/svg}"
    assert picture.find(f"{svg}title") is not None
    assert picture.find(f"{svg}desc") is not None
    marks = [mark for mark in picture.iter() if mark.find(f"{svg}title") is not None and mark is not picture]
    assert len(marks) == 5  # every recorded end with a term to measure from


def test_the_rule_of_one_convention_is_printed_as_a_clause_to_paste():
    done = run("infer", SAMPLES / "participation.csv", "--treaty", "RIVERS_1970A")
    assert "90 days after the instrument: 5 of 6 late joiners" in done.stdout
    assert "    joining: {after: 90 days}" in done.stdout
    assert "LUX, instrument 1983-01-01, bound 1983-05-01 (line 11): 30 days later than the rule" in done.stdout
    assert "ITA (line 9: 1982-01-01 -> 1982-04-01; line 10: 1982-01-01 -> 1983-04-01)" in done.stdout


def test_the_same_rule_is_found_from_the_imported_dossier(tmp_path):
    run("import", "participation", SAMPLES / "participation.csv", "--out", tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    done = run("infer", "rivers-1970a", "--treaties", tmp_path / "out", "--json")
    (answer,) = json.loads(done.stdout)["answers"]
    assert answer["value"]["clause"] == "joining: {after: 90 days}"
    assert answer["value"]["explained"] == 5
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_many_conventions_are_a_table_and_a_csv(tmp_path):
    done = run("infer", SAMPLES / "participation.csv", "--csv", tmp_path / "rules.csv")
    assert "1 of 2 conventions with a proposal" in done.stdout
    assert len((tmp_path / "rules.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_a_table_is_not_written_over_what_it_was_read_from_or_what_is_no_table_of_its_kind(tmp_path, treaties):
    table, mine = tmp_path / "conventions.csv", tmp_path / "mine.csv"
    table.write_bytes((SAMPLES / "participation.csv").read_bytes())
    mine.write_text("a,b\n", encoding="utf-8")
    inside = next(treaties.glob("*.yaml"))
    for arguments, kept in (
        (("infer", table, "--csv", table), table),
        (("infer", table, "--csv", mine), mine),
        (("audit", treaties, "--csv", inside), inside),
        (("audit", treaties, "--html", mine), mine),
    ):
        before = kept.read_bytes()
        done = run(*arguments)
        assert done.exit_code != 0
        assert "another name" in done.stderr
        assert kept.read_bytes() == before


def test_a_table_is_written_again_over_an_earlier_one(tmp_path, treaties):
    for _ in range(2):
        assert run("audit", treaties, "--csv", tmp_path / "a.csv", "--html", tmp_path / "a.html").exit_code == 0


def test_every_table_of_the_page_scrolls_by_itself_on_a_narrow_screen(tmp_path, treaties):
    run("audit", treaties, "--html", tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.count("<table>") == page.count("<div class='wide' tabindex='0'><table>") > 1
    assert ".wide { overflow-x: auto }" in page
    assert "days from the computed day" in page
