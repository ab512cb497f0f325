"""The benchmark of imports and exports runs from end to end, on a few events."""

import gzip
from pathlib import Path

from benchmarks import interchange
from tests.importing.tables import ucdp_file


def test_each_row_of_the_table_is_measured(tmp_path, capfd, monkeypatch):
    monkeypatch.setattr(interchange.shutil, "which", lambda name: None)
    monkeypatch.setattr(interchange, "FORMATS", ("csv",))
    plain = ucdp_file(tmp_path, {}, {"id": "900002"}, {"id": "900003"})
    packed = Path(tmp_path, "ged.csv.gz")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    interchange.main(packed, rounds=1)
    *head, first, second, third = capfd.readouterr().out.splitlines()
    assert "\n".join(head) == interchange.HEAD
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in (first, second, third)
    ]
    assert [row[:3] for row in cells] == [
        ["import", "import_ucdp: read, checked, written, published", "3"],
        ["import", "csv and executemany", "3"],
        ["export", "Attest, csv", "3"],
    ]
    assert all(float(number.replace(",", "")) >= 0 for row in cells for number in row[3:6])
