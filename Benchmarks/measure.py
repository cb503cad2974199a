# Measures Rapport: beside DuckDB and Polars on the question of kpis.yml, and beside itself on awkward data.
"""Without a choice of tables, Rapport is measured beside DuckDB and Polars, after their answers are found equal; with one,
only the chosen tables are made. Benchmarks/RESULTS.md is written anew; tables that were not chosen stay in it.
"""
import argparse, os, pathlib, shutil, subprocess, sys

import results
from material import ROOT, Material, python
from timing import Program, in_turn, run


def options():
    parser = argparse.ArgumentParser(prog="Scripts/bench", description=__doc__)
    parser.add_argument("--scale", type=float, default=1, help="the size of the data; 1 is 650 MB (default: 1)")
    parser.add_argument("--data", type=pathlib.Path, metavar="DIR", help="a folder with the data; they are made if it has none")
    parser.add_argument("--rounds", type=int, default=7, help="how often each program runs (default: 7)")
    parser.add_argument("--keep", action="store_true", help="keep the data and all answers in .build/bench")
    tables = parser.add_argument_group("tables")
    tables.add_argument("--peers", action="store_true", help="beside DuckDB and Polars")
    tables.add_argument("--scaling", action="store_true", help="one thread and two")
    tables.add_argument("--dirty", action="store_true", help="bad cells, GB18030, every field quoted")
    tables.add_argument("--unsorted", action="store_true", help="rows in no order")
    tables.add_argument("--tenfold", action="store_true", help="ten times the data: 6.5 GB at scale 1, which are made")
    tables.add_argument("--customers", action="store_true", help="5,000,000 customers at scale 1")
    tables.add_argument("--start", action="store_true", help="the shortest runs, 30 rounds")
    tables.add_argument("--all", action="store_true", help="all of these")
    return parser.parse_args()


class Tables(Material):
    """Each table of RESULTS.md that can be asked for."""

    def beside_peers(self):
        folders = [self.work / name for name in ("duckdb", "polars", "rapport")]
        costs = []
        programs = [
            Program("Rapport", self.kpis("rapport"), lambda: costs.append(self.record_of("rapport")["cost"]["seconds"])),
            Program("DuckDB", python("duckdb_kpis.py", self.data, folders[0])),
            Program("Polars", python("polars_kpis.py", self.data, folders[1]))]
        for program in programs:
            run(program.command)
        compared = subprocess.run(
            python("compare.py", folders[0], folders[1], folders[2] / "results.csv"), stdout=subprocess.PIPE, text=True)
        print(compared.stdout.strip(), flush=True)
        if compared.returncode != 0:
            sys.exit("bench: the answers differ, so nothing is measured")
        load = os.getloadavg()[0]
        in_turn(programs, self.rounds)
        size = sum(file["bytes"] for file in self.record["inputs"]) / 1e6
        rate = ("rows a second", lambda program: f"{self.rows / program.median('seconds'):,.0f}")
        return "\n".join([
            "The question is that of [kpis.yml](kpis.yml): two years of calls, surveys and sales by month, province and value tier,",
            "and by agent. The peers write tables; Rapport writes its whole report. Two threads each.\n",
            f"- {self.facts()}", f"- Machine: {results.machine()}; load before the runs {load:.1f}",
            f"- Toolchain: {results.toolchain()}", f"- Data: four files, {size:,.0f} MB, {self.rows:,} rows",
            f"- Answers: {compared.stdout.strip()}\n", results.comparison(programs, "DuckDB", further=[rate]),
            "\nWhere Rapport's time goes:\n", results.stages(programs[0], costs)])

    def table(self, base, *programs, **more):
        """The section of a table in which Rapport is set against itself."""
        for program in programs:
            run(program.command)
        in_turn(programs, more.pop("rounds", self.rounds))
        return results.comparison(programs, base, **more)

    def scaling(self):
        return self.facts() + "\n\n" + self.table("1 thread", *[
            Program(name, self.kpis("threads", jobs=jobs)) for name, jobs in (("1 thread", 1), ("2 threads", 2))])

    def dirty(self):
        missing = self.pipeline("bad-missing", r"type: (integer|decimal|flag) }", r"type: \1, bad: missing }")
        chinese = self.pipeline("gb18030", r"^(    files: .*)$", r"\1\n    encoding: gb18030")
        return self.facts() + "\n\n" + self.table(
            "clean", Program("clean", self.kpis("clean")),
            Program("5 % of rows rejected for a bad cell", self.kpis("bad-rows", self.variant("bad-rows"))),
            Program("5 % of numbers bad, taken as missing", self.kpis("bad-cells", self.variant("bad-cells"), missing)),
            Program("GB18030", self.kpis("gb18030", self.variant("gb18030"), chinese)),
            Program("every field quoted", self.kpis("quoted", self.variant("quoted"))))

    def unsorted(self):
        return self.facts() + "\n\n" + self.table(
            "in order", Program("in order", self.kpis("sorted")), Program("in no order", self.kpis("unsorted", self.variant("unsorted"))))

    def tenfold(self):
        programs = [
            Program(f"scale {scale:g}", self.kpis(f"scale-{scale:g}", data))
            for scale, data in ((self.scale, self.data), (10 * self.scale, self.variant("tenfold")))]
        per_row = ("ns a row", lambda program: f"{program.median('seconds') * 1e9 / self.rows / (1 if program is programs[0] else 10):.0f}")
        return self.facts() + "\n\n" + self.table(programs[0].name, *programs, further=[per_row])

    def customers(self):
        few, many = (f"{count * self.scale:,.0f}" for count in (400_000, 5_000_000))
        return self.facts() + "\n\n" + self.table(
            few, Program(few, self.kpis("few")), Program(many, self.kpis("many", self.variant("customers"))))

    def start(self):
        nightly = [self.rapport, "run", ROOT / "pipelines/nightly.yml", "--as-of", "2026-09-15", "--out", self.work / "nightly", "--quiet"]
        return self.facts(30) + "\n\n" + self.table(
            "help", Program("help", [self.rapport, "--help"]), Program("nightly report", nightly), unit="ms", rounds=30)


def main():
    arguments = options()
    bench = Tables(arguments)
    tables = [bench.beside_peers, bench.scaling, bench.dirty, bench.unsorted, bench.tenfold, bench.customers, bench.start]
    chosen = [
        arguments.peers, arguments.scaling, arguments.dirty, arguments.unsorted, arguments.tenfold, arguments.customers,
        arguments.start]
    if arguments.all:
        chosen = [True] * len(chosen)
    elif not any(chosen):
        chosen[0] = True
    for title, table, is_chosen in zip(results.TITLES, tables, chosen):
        if is_chosen:
            results.publish({title: table()})
    if not arguments.keep:
        shutil.rmtree(bench.work)
    print(f"bench: wrote {results.RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
