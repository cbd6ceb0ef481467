"""Opens the tables of `kickstart cohort` in LibreOffice, and looks at every cell that it shows.

office.py KICKSTART SOFFICE FOLDER

FOLDER is made anew. What is compared is what LibreOffice read, saved as a flat OpenDocument file, with the text of the
CSV as Python's own reader sees it.
"""

import csv
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATE = ["--date", "2026-11-24"]
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

# What a spreadsheet would run, what would break a table, and what must come through as it is.
LABELS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://example.org";"a")',
    '=cmd|"/C calc"!A0',
    'a\r\n=1+1;b,c"d',
    ";=1+1",
    "'=1+1",
    "Åsa & Önerud Ärlig AB",
    "2,50",
]
# Field, text and decimal signs, and the language, as the dialogue for text files offers them. Formulas are let through
# on purpose: what keeps a cell from being one must be the file.
IMPORT = {"sv": "CSV:59,34,76,1,,1053,false,true,false,false,false,0,true", "en": "CSV:44,34,76,1,,1033,false,true,false,false,false,0,true"}
SEPARATOR = {"sv": ";", "en": ","}
DECIMAL = {"sv": ",", "en": "."}
FLAGS = {"workshop", "supported", "notes"}
NUMBERS = {"hundredths", "tenths", "whole"}


def words(element):
    """The text of a paragraph, in which tabs and runs of blanks are elements."""
    own = {f"{TEXT}tab": "\t", f"{TEXT}s": " " * int(element.get(f"{TEXT}c", 1)), f"{TEXT}line-break": "\n"}.get(element.tag, "")
    return own + (element.text or "") + "".join(words(part) + (part.tail or "") for part in element)


class Cell:
    """A cell as LibreOffice has it."""

    def __init__(self, element):
        self.kind = element.get(f"{OFFICE}value-type")
        self.formula = element.get(f"{TABLE}formula")
        self.number = element.get(f"{OFFICE}value")
        lines = [words(line) for line in element.findall(f"{TEXT}p")]
        day, flag = element.get(f"{OFFICE}date-value"), element.get(f"{OFFICE}boolean-value")
        self.text = day or flag or "\n".join(lines)
        self.links = element.findall(f".//{TEXT}a")


def sheets(path):
    """The sheets of a flat OpenDocument file by name, each as rows of cells; empty rows and cells at the end left out."""
    found = {}
    for sheet in ElementTree.parse(path).getroot().iter(f"{TABLE}table"):
        rows = []
        for row in sheet.iter(f"{TABLE}table-row"):
            cells = []
            for cell in row.findall(f"{TABLE}table-cell"):
                cells += [Cell(cell)] * int(cell.get(f"{TABLE}number-columns-repeated", 1))
            while cells and cells[-1].kind is None:
                cells.pop()
            if cells:
                rows.append(cells)
        found[sheet.get(f"{TABLE}name")] = rows
    return found


def opened(soffice, folder, path, options=None):
    """A file as LibreOffice opens it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", *([f"--infilter={options}"] if options else [])]
    command += ["--convert-to", "fods", "--outdir", str(folder / "opened"), str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return sheets(folder / "opened" / f"{path.stem}.fods")


def plain(text):
    """A text without what a cell does to its line ends and blanks."""
    return "\n".join(" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def csv_number(text, decimal):
    return decimal is not None and re.fullmatch(rf"[0-9]+[{decimal}][0-9]+", text) is not None


def runs(column, cell):
    """Whether there is a formula. A yes or no of a workbook, which is a value there, is held as one of two by LibreOffice;
    only where it belongs."""
    return cell.formula and not (column in FLAGS and cell.formula in ("of:=TRUE()", "of:=FALSE()"))


def faults(name, rows, expected, kinds, decimal):
    """What is wrong with a sheet: `expected` has the rows as texts, the head first. A sheet with a decimal sign is a CSV,
    in which a firm called 2,50 is a number to every reader."""
    head = [cell.text for cell in rows[0]]
    if head != expected[0]:
        return [f"{name}: the columns are {head}, not {expected[0]}"]
    if len(rows) != len(expected):
        return [f"{name}: {len(rows)} rows, not {len(expected)}"]
    found = []
    for number, (cells, texts) in enumerate(zip(rows[1:], expected[1:]), 2):
        if len(cells) > len(texts):
            found.append(f"{name} row {number}: {len(cells)} cells, not {len(texts)}")
        for column, text in enumerate(texts):
            cell = cells[column] if column < len(cells) else None
            where = f"{name} row {number}, {head[column]}"
            if cell is not None and (cell.formula or cell.links):
                found.append(f"{where}: something to run, {cell.formula!r}")
            elif text == "":
                if cell is not None and cell.kind is not None:
                    found.append(f"{where}: {cell.text!r}, not empty")
            elif cell is None or cell.kind is None:
                found.append(f"{where}: empty, not {text!r}")
            elif kinds[column] in NUMBERS:
                if cell.kind != "float" or float(cell.number) != float(text.replace(",", ".")):
                    found.append(f"{where}: {cell.kind} {cell.number!r}, not the number {text!r}")
            elif kinds[column] == "text" and cell.kind != "string":
                if not (csv_number(text, decimal) and cell.kind == "float"):
                    found.append(f"{where}: {cell.kind}, not a text")
            elif kinds[column] in ("id", "text", "ids") and plain(cell.text) != plain(text):
                found.append(f"{where}: {cell.text!r}, not {text!r}")
    return found


def reports(folder):
    """Reports of firms with those names, notes and ids that are as bad, and one with a plan of its own."""
    folder.mkdir()
    demo = json.loads((ROOT / "seeds/demo/el-montage.kickstart.json").read_text(encoding="utf-8"))
    for name in ("digest", "results"):
        demo.pop(name, None)
    for number, label in enumerate(LABELS):
        answers = [{**answer, "note": label} for answer in demo["answers"]]
        report = {**demo, "reportId": f"-r{number:03}", "answers": answers, "consent": {"notes": True}}
        report["organisation"] = {**demo.get("organisation", {}), "label": label}
        (folder / f"{number:03}.kickstart.json").write_text(json.dumps(report), encoding="utf-8")


def table(program, folder, form, locale):
    out = folder / f"tables-{locale}.{form}"
    command = [program, "cohort", str(folder / "reports"), f"--{form}", "-o", str(out), "--locale", locale, *DATE]
    # The exit code says that there are remarks, such as a version of the questions.
    subprocess.run(command, stderr=subprocess.DEVNULL)
    return out


def texts(path, locale):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=SEPARATOR[locale]))


def kind(name):
    if name.startswith("answer_") or name in ("level", "use", "answered"):
        return "whole"
    if name.startswith(("readiness", "need")):
        return "tenths"
    return {"label": "text", "created": "date", "saved": "date", "dont_know": "ids", "lacks": "ids"}.get(name, "id")


def main():
    program, soffice, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    reports(folder / "reports")
    found, cells = [], 0
    for locale in ("sv", "en"):
        path = table(program, folder, "csv", locale)
        expected = texts(path, locale)
        kinds = [kind(name) for name in expected[0]]
        if len(expected) <= len(LABELS) or "readiness" not in expected[0]:
            sys.exit(f"{path.name}: only {len(expected)} rows")
        (csv_rows,) = opened(soffice, folder, path, IMPORT[locale]).values()
        found += faults(path.name, csv_rows, expected, kinds, DECIMAL[locale])
        cells += sum(map(len, csv_rows))

        # The workbook says the same, with texts as they were typed.
        book = opened(soffice, folder, table(program, folder, "xlsx", locale))
        names = json.loads((ROOT / f"questions/ui/{locale}/tables.json").read_text(encoding="utf-8"))["texts"]
        areas, firms, counts, words = (book[names[f"table.sheet.{key}"]] for key in ("areas", "firms", "counts", "dictionary"))
        typed = [expected[0]] + [[row[0][1:], LABELS[int(row[0][-3:])], *row[2:]] for row in expected[1:]]
        found += faults(f"workbook {locale}", areas, typed, kinds, None)
        for name, rows in book.items():
            for row in rows:
                found += [f"{name}: a formula, {cell.formula}" for head, cell in zip(rows[0], row) if cell.links or runs(head.text, cell)]
            cells += sum(map(len, rows))
        named = {row[0].text for row in words}
        columns = [cell.text for row in (areas[0], firms[0]) for cell in row]
        found += [f"the dictionary does not have {column}" for column in columns if column not in named]
        said = {row[1].text for row in firms[1:] if row[1].kind}
        found += [f"firms: {label!r} is not there" for label in LABELS if plain(label) not in set(map(plain, said))]
        if len(counts) < 2 or len(firms) != len(LABELS) + 1:
            found.append(f"workbook {locale}: {len(firms)} firms, {len(counts)} counts")

        # A check that cannot fail is none: columns that changed places, another number, and a formula.
        swapped = [[row[1], row[0], *row[2:]] for row in expected]
        at = expected[0].index("readiness")
        other = [row if number != 1 else [*row[:at], f"4{DECIMAL[locale]}99", *row[at + 1 :]] for number, row in enumerate(expected)]
        bad = folder / f"bad-{locale}.csv"
        bad.write_text("\ufeff" + "".join(SEPARATOR[locale].join(row) + "\r\n" for row in (["firm", "label"], ["a", "=1+1"])), encoding="utf-8")
        (run,) = opened(soffice, folder, bad, IMPORT[locale]).values()
        for what, wrong in [
            ("columns", faults("", csv_rows, swapped, kinds, DECIMAL[locale])),
            ("a number", faults("", csv_rows, other, kinds, DECIMAL[locale])),
            ("a formula", faults("", run, [["firm", "label"], ["a", "=1+1"]], ["id", "text"], DECIMAL[locale])),
        ]:
            if not wrong:
                found.append(f"{locale}: {what} went unnoticed")
    if found:
        sys.exit("\n".join(found[:20]))
    print(f"LibreOffice: {len(LABELS)} firms in CSV and workbook, Swedish and English, {cells} cells, none of them a formula")


if __name__ == "__main__":
    main()
