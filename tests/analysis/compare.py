"""Runs the queries of docs/analysis.md on DuckDB and on Spark, and compares every cell with `kickstart cohort`.

compare.py KICKSTART REPORTS.ndjson [duckdb|spark]
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


def duckdb_rows(folder):
    import duckdb

    connection = duckdb.connect()
    os.chdir(folder)
    for name, query in queries("duckdb").items():
        found = connection.execute(query)
        yield name, [column[0] for column in found.description], found.fetchall()


def spark_rows(folder):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("compare")
    spark = builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.read.json(str(folder / "firms.ndjson")).createOrReplaceTempView("firms")
    for name, query in queries("spark").items():
        found = spark.sql(query)
        yield name, found.columns, [tuple(row) for row in found.collect()]
    spark.stop()


def texts(rows):
    return sorted(["" if cell is None else str(cell) for cell in row] for row in rows)


def main():
    program, reports = (str(Path(path).resolve()) for path in sys.argv[1:3])
    engines = {"duckdb": duckdb_rows, "spark": spark_rows}
    wanted = sys.argv[3:] or list(engines)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        head, expected = asked(program, reports, folder)
        for engine in wanted:
            seen = set()
            for name, columns, rows in engines[engine](folder):
                if name == "areas" and columns != head:
                    sys.exit(f"{engine} {name}: columns {columns}, not {head}")
                found, said = texts(rows), texts(expected[name])
                if found != said:
                    pairs = ((one, two) for one, two in zip(found, said) if one != two)
                    first = next(pairs, (len(found), len(said)))
                    sys.exit(f"{engine} {name}: {first[0]}, but the command says {first[1]}")
                print(f"{engine} {name}: {len(found)} rows, {sum(map(len, found))} cells, all the same")
                seen.add(name)
            if seen != set(expected):
                sys.exit(f"{engine}: no query for {sorted(set(expected) - seen)}")
        os.chdir(ROOT)


if __name__ == "__main__":
    main()
