"""Runs the queries of docs/analysis.md on DuckDB and on Spark, and compares every cell with `kickstart cohort`. Then
changes one cell of each kind in the lines of JSON, and sees that every query finds the change.

compare.py KICKSTART FILE|FOLDER [duckdb|spark]
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATE = ["--date", "2026-11-24"]


def queries(engine):
    text = (ROOT / "docs/analysis.md").read_text(encoding="utf-8")
    return dict(re.findall(rf"```sql {engine} (\w+)\n(.*?)```", text, re.S))


def asked(program, reports, folder):
    """The command's own answers, each as rows of texts."""

    def run(form, name):
        out = folder / name
        command = [program, "cohort", reports, form, "-o", str(out), "--locale", "en", *DATE]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return out

    run("--ndjson", "firms.ndjson")
    with open(run("--csv", "areas.csv"), encoding="utf-8", newline="") as file:
        head, *areas = csv.reader(file)
    cohort = json.loads(run("--json", "cohort.json").read_text(encoding="utf-8"))
    spreads = [spread for spread in cohort["spreads"] if spread["question"].endswith(".W")]
    return head, {
        "areas": areas,
        "counts": [[count["kind"], count["id"], count["firms"]] for count in cohort["counts"]],
        "spread": [
            [spread["question"], *spread["levels"], spread["dontKnow"], spread["medianHundredths"], *spread["range"]]
            for spread in spreads
        ],
        "months": [[month["id"], month["reached"], month["supported"]] for month in cohort["progress"]["months"]],
    }


def tampered(folder):
    """A folder in which one firm has another name, another obstacle, another answer and another month."""
    lines = (folder / "firms.ndjson").read_text(encoding="utf-8").splitlines()
    firms = [json.loads(line) for line in lines]
    firm = next(firm for firm in firms if firm["hindrances"] and any(area["answer_W"] for area in firm["areas"]))
    area = next(area for area in firm["areas"] if area["answer_W"])
    area["answer_W"] -= 1
    firm["label"] += "x"
    firm["hindrances"][0] = "rules-first" if firm["hindrances"][0] != "rules-first" else "cash-first"
    firm["created"] = "2025-12-15"
    other = folder / "tampered"
    other.mkdir()
    (other / "firms.ndjson").write_text("".join(json.dumps(firm) + "\n" for firm in firms), encoding="utf-8")
    return other


def duckdb_rows(folder):
    import duckdb

    connection = duckdb.connect()
    os.chdir(folder)
    for name, query in queries("duckdb").items():
        found = connection.execute(query)
        yield name, [column[0] for column in found.description], found.fetchall()
    os.chdir(ROOT)


def spark_rows(folder):
    from pyspark.sql import SparkSession

    # A machine's name need not lead anywhere when it has no network.
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master("local[2]").appName("compare")
    for name, value in [("ui.enabled", "false"), ("ui.showConsoleProgress", "false"), ("sql.shuffle.partitions", "4")]:
        builder = builder.config(f"spark.{name}", value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.read.json(str(folder / "firms.ndjson")).createOrReplaceTempView("firms")
    for name, query in queries("spark").items():
        found = spark.sql(query)
        yield name, found.columns, [tuple(row) for row in found.collect()]


def texts(rows):
    return sorted(["" if cell is None else str(cell) for cell in row] for row in rows)


def difference(found, said):
    """The first row that differs, both ways it stands; none when all is the same."""
    found, said = texts(found), texts(said)
    pairs = ((one, two) for one, two in zip(found, said) if one != two)
    return next(pairs, None) or (None if len(found) == len(said) else (len(found), len(said)))


def main():
    program, reports = (str(Path(path).resolve()) for path in sys.argv[1:3])
    engines = {"duckdb": duckdb_rows, "spark": spark_rows}
    wanted = sys.argv[3:] or list(engines)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        head, expected = asked(program, reports, folder)
        other = tampered(folder)
        for engine in wanted:
            seen = set()
            for name, columns, rows in engines[engine](folder):
                if name == "areas" and columns != head:
                    sys.exit(f"{engine} {name}: columns {columns}, not {head}")
                if not rows:
                    sys.exit(f"{engine} {name}: nothing to compare")
                if found := difference(rows, expected[name]):
                    sys.exit(f"{engine} {name}: {found[0]}, but the command says {found[1]}")
                print(f"{engine} {name}: {len(rows)} rows, {sum(map(len, rows))} cells, all the same")
                seen.add(name)
            if seen != set(expected):
                sys.exit(f"{engine}: no query for {sorted(set(expected) - seen)}")
            # A comparison that cannot fail is none.
            for name, _, rows in engines[engine](other):
                if difference(rows, expected[name]) is None:
                    sys.exit(f"{engine} {name}: a changed cell went unnoticed")
            print(f"{engine}: a changed cell is found by each of the {len(seen)} queries")


if __name__ == "__main__":
    main()
