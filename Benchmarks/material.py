# What Rapport is measured on: the data and their awkward variants, made when they are missing, and the calls of Rapport.
import json, os, pathlib, re, sys

import results
from timing import run

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
CALLS_AT_SCALE_1 = 5_000_000


def python(script, *words):
    """The command that runs one of the scripts in peers/."""
    return [sys.executable, HERE / "peers" / script, *words]


class Material:
    """The data, the folder for answers, and how Rapport is called."""

    def __init__(self, arguments):
        self.rounds, self.work = arguments.rounds, ROOT / ".build/bench"
        self.rapport = pathlib.Path(os.environ["RAPPORT_BINARY"])
        self.data = (arguments.data or self.work / f"data-{arguments.scale:g}").resolve()
        if not (self.data / "calls.csv").exists():
            print(f"bench: making data of scale {arguments.scale:g}", flush=True)
            run(python("generate.py", self.data, "--scale", arguments.scale))
        run(self.kpis("first"))
        self.record = self.record_of("first")
        rows = {file["table"]: file["rows"] for file in self.record["inputs"]}
        self.rows, self.scale = sum(rows.values()), rows["calls"] / CALLS_AT_SCALE_1

    def kpis(self, name, data=None, pipeline=HERE / "kpis.yml", jobs=2):
        """The command that answers the question; its report is named."""
        return [
            self.rapport, "run", pipeline, "--set", f"data={data or self.data}", "--out", self.work / name, "--jobs", jobs,
            "--quiet"]

    def record_of(self, name):
        return json.loads((self.work / name / "run.json").read_text(encoding="utf-8"))

    def variant(self, kind):
        """A folder with the same data in another shape."""
        folder = self.work / "variants" / f"{self.data.name}-{kind}"
        if not (folder / "customers.csv").exists() or not (folder / "sales.csv").exists():
            print(f"bench: making {kind} data", flush=True)
            if kind == "customers":
                count = int(5_000_000 * self.scale)
                run(python("generate.py", folder, "--scale", self.scale, "--customers", count))
            elif kind == "tenfold":
                run(python("generate.py", folder, "--scale", 10 * self.scale))
            else:
                run(python("vary.py", self.data, kind, folder))
        return folder

    def pipeline(self, name, pattern, replacement):
        """The pipeline file with something else in it."""
        text, count = re.subn(pattern, replacement, (HERE / "kpis.yml").read_text(encoding="utf-8"), flags=re.M)
        if count == 0:
            sys.exit(f"bench: Benchmarks/kpis.yml has nothing that fits \"{pattern}\"")
        path = self.work / f"{name}.yml"
        path.write_text(text, encoding="utf-8")
        return path

    def facts(self, rounds=None):
        return f"Commit {results.commit()}; scale {self.scale:g}; {rounds or self.rounds} rounds."
