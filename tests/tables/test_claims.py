"""One run at a time writes an output; nothing of anybody else's is written over, taken in or removed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.tables.test_agreements import ON, sample
from tests.tables.test_streams import Counting, folder, interrupt, own, table  # noqa: F401

from foedus.errors import QuestionError
from foedus.tables import agreement_run
from foedus.tables.agreement_files import source
from foedus.tables.agreement_run import named, run
from foedus.tables.claims import claimed
from foedus.tables.duck import Duck
from foedus.tables.files import replacing
from foedus.tables.requests import Question
from foedus.tables.streams import parts_of, streamed

HOLDING = """
import sys, time
from pathlib import Path
from foedus.tables.claims import claimed
with claimed(Path(sys.argv[1]), Path("t.csv")):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_claim_is_held_by_one_process_and_goes_with_it(tmp_path: Path) -> None:
    file = tmp_path / "claim"
    with subprocess.Popen([sys.executable, "-c", HOLDING, str(file)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(QuestionError, match=r"another run is writing t\.csv"), claimed(file, Path("t.csv")):
            pass
        other.send_signal(signal.SIGKILL)
    with claimed(file, Path("t.csv")):
        pass


def test_a_claim_on_a_file_that_was_renamed_meanwhile_is_none(tmp_path: Path) -> None:
    file = tmp_path / "claim"
    with claimed(file, file):
        file.rename(tmp_path / "final")
        with claimed(file, file):
            assert file.exists()


def test_a_second_run_on_one_output_is_refused(folder: Path, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "t.csv"
    with streamed(Duck(), own(folder), Question("spans"), path) as found:
        result = table(folder, "spans", "--out", str(path))
        assert result.exit_code == 1
        assert f"another run is writing {path}: wait for its end" in result.stderr
        other = table(folder, "dyads", "--out", str(path))
        assert "another run is writing" in other.stderr
        with found.read() as reader:
            assert reader.read_all().num_rows == found.rows
    assert table(folder, "spans", "--out", str(path)).exit_code == 0


def test_a_second_run_on_one_file_is_refused_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with replacing(path) as part:
        part.write_text("the first", encoding="utf-8")
        with pytest.raises(QuestionError, match="another run is writing"), replacing(path):
            pass
    assert path.read_text(encoding="utf-8") == "the first"
    assert list(tmp_path.iterdir()) == [path]


def test_a_second_run_over_agreements_is_refused(tmp_path: Path) -> None:
    path, out = sample(tmp_path / "t.csv"), tmp_path / "out"

    def twice() -> Any:
        with pytest.raises(QuestionError, match=f"another run is writing {out}"):
            run(source(path).batches, named(path), out, ON)
        yield from source(path).batches

    assert run(twice(), named(path), out, ON).rows == 60
    assert sorted(file.name for file in out.iterdir()) == ["deadlines", "faults", "manifest.json", "spans"]


def test_what_a_killed_run_left_half_written_is_gone_after_the_next(folder: Path, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "t.csv"
    (tmp_path / ".t.csv.part").write_text("half", encoding="utf-8")
    assert table(folder, "spans", "--out", str(path)).exit_code == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["dossiers", "t.codebook.md", "t.csv"]


def test_a_link_is_not_written_over(folder: Path, tmp_path: Path) -> None:  # noqa: F811
    real, link = tmp_path / "real.csv", tmp_path / "t.csv"
    link.symlink_to(real)
    for command in (("spans",), ("panel", "--from", "2010", "--to", "2011")):
        result = table(folder, *command, "--out", str(link))
        assert f"{link} is a link: name the file that it leads to ({real})" in result.stderr
    assert link.is_symlink()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["dossiers", "t.csv"]


@pytest.mark.parametrize("manifest", [None, "", '{"about": {"run": 1}}', "[" * 5000])
def test_a_hidden_folder_of_somebody_elses_files_is_neither_used_nor_removed(
    folder: Path,  # noqa: F811
    tmp_path: Path,
    manifest: str | None,
) -> None:
    path = tmp_path / "t.csv"
    parts_of(path).mkdir()
    (parts_of(path) / "precious").write_text("mine", encoding="utf-8")
    if manifest is not None:
        (parts_of(path) / "manifest.json").write_text(manifest, encoding="utf-8")
    result = table(folder, "spans", "--out", str(path))
    assert "holds files of something else" in result.stderr
    assert (parts_of(path) / "precious").read_text(encoding="utf-8") == "mine"
    assert not path.exists()


def test_a_link_in_the_place_of_the_hidden_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:  # noqa: F811
    path, elsewhere = tmp_path / "t.csv", tmp_path / "elsewhere"
    elsewhere.mkdir()
    parts_of(path).symlink_to(elsewhere)
    assert "is no folder, and the parts" in table(folder, "spans", "--out", str(path)).stderr
    assert list(elsewhere.iterdir()) == []


def test_what_somebody_put_beside_the_parts_stays(folder: Path, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "t.csv"
    interrupt(folder, Question("spans"), path)
    (parts_of(path) / "notes.txt").write_text("mine", encoding="utf-8")
    assert table(folder, "dyads", "--out", str(path)).exit_code == 0
    assert [file.name for file in parts_of(path).iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("broken", [b"", b"PAR1 and nothing after"])
def test_a_part_that_lost_its_end_is_made_anew(folder: Path, tmp_path: Path, broken: bytes) -> None:  # noqa: F811
    path, engine = tmp_path / "t.csv", Counting()
    interrupt(folder, Question("spans"), path)
    (parts_of(path) / "rows" / "part-00001.parquet").write_bytes(broken)
    with streamed(engine, own(folder), Question("spans"), path) as found, found.read() as reader:
        assert reader.read_all().num_rows == found.rows
    assert engine.asked == [1, 2, 3, 4]


def test_a_change_in_the_middle_of_a_table_of_agreements_is_another_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreement_run, "PART", 20_000)
    path, out = tmp_path / "t.csv", tmp_path / "out"
    lines = [f"C-{number:06},2019-03-31,{' ' * 40}" for number in range(60_000)]
    path.write_text("\n".join(["id,start,notice", *lines]), encoding="utf-8")
    run(source(path).batches, named(path), out, ON)
    lines[30_000] = lines[30_000].replace("2019", "2018")
    path.write_text("\n".join(["id,start,notice", *lines]), encoding="utf-8")
    with pytest.raises(QuestionError, match="holds a run over another table"):
        run(source(path).batches, named(path), out, ON)


STARTING = """
import sys
from pathlib import Path
from foedus.dossier.library import library
from foedus.tables import duck, requests
from foedus.tables.requests import Question

if __name__ == "__main__":
    duck.FEW, requests.ROWS = 0, 1
    made = requests.batches(library(Path(sys.argv[1]), with_bundled=False), Question("spans"), [])
    for number, _ in duck.Duck(2).worked("spans", {}, enumerate(made)):
        print(number, flush=True)
        if number == 1:
            input()
"""


def test_the_processes_of_a_run_that_is_killed_end(folder: Path, tmp_path: Path) -> None:  # noqa: F811
    script = tmp_path / "starting.py"
    script.write_text(STARTING, encoding="utf-8")
    command = [sys.executable, str(script), str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True, start_new_session=True
    ) as run_:
        assert run_.stdout is not None
        assert [run_.stdout.readline() for _ in range(2)] == ["0\n", "1\n"]
        run_.send_signal(signal.SIGKILL)
        run_.wait()
        until = time.monotonic() + 30
        while _alive(run_.pid) and time.monotonic() < until:
            time.sleep(0.1)
        assert not _alive(run_.pid)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    found = subprocess.run(["ps", "-o", "stat=", "-s", str(group)], capture_output=True, text=True, check=False)
    return any(not line.startswith("Z") for line in found.stdout.split("\n") if line)


def test_a_disk_that_refuses_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr("foedus.tables.duck.AS_PARQUET", "(FORMAT parquet, ROW_GROUP_SIZE 2048)")
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full")
    with pytest.raises(QuestionError, match="DuckDB cannot go on: "):
        Duck().to_parquet({"t": pa.table({"a": list(range(10_000))})}, "SELECT * FROM t", full)


def test_a_panel_takes_the_place_of_a_file_whole(folder: Path, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "t.parquet"
    for end in ("2012", "2013"):
        assert table(folder, "panel", "--from", "2010", "--to", end, "--out", str(path)).exit_code == 0
        assert pq.read_table(path).column("year").to_pylist()[-1] == int(end)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["dossiers", "t.codebook.md", "t.parquet"]
