# Lays measurements out as the sections of RESULTS.md, and keeps the sections that were not measured again.
import importlib.metadata, os, pathlib, platform, re, statistics, subprocess

FOLDER = pathlib.Path(__file__).resolve().parent
RESULTS, NOTES = FOLDER / "RESULTS.md", FOLDER / "NOTES.md"
TITLES = ["Rapport, DuckDB and Polars", "Threads", "Awkward files", "Rows in no order", "Ten times the data", "Many customers", "Start"]
HEAD = """<!-- Made by Scripts/bench; what stands below the last table comes from Benchmarks/NOTES.md. -->
# Benchmark results

How to run and to read this: [CONTRIBUTING.md](../CONTRIBUTING.md#measure-speed). Times are of whole processes, from start to
exit, with the files in the page cache: the median, and in brackets the least and the greatest. The programs of a table ran in
turn. Tables may be of different commits; each names its own.
"""


def said(*command):
    return subprocess.run(command, cwd=FOLDER, capture_output=True, text=True).stdout.strip()


def commit():
    changed = said("git", "status", "--porcelain", "--", ":/Sources", ":/Package.swift", ":/Benchmarks/kpis.yml")
    return f"`{said('git', 'rev-parse', '--short=10', 'HEAD')}`" + (", with changes" if changed else "")


def machine():
    def first(pattern, path):
        found = re.search(pattern, pathlib.Path(path).read_text(), re.M)
        return found.group(1) if found else "unknown"

    memory = int(first(r"^MemTotal:\s+(\d+)", "/proc/meminfo")) / (1 << 20)
    processor = first(r"^model name\s*: (.*)$", "/proc/cpuinfo")
    return f"{processor}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB of memory, {first(r'^PRETTY_NAME=.(.*).$', '/etc/os-release')}"


def toolchain():
    swift = re.search(r"Swift version [\d.]+", said("swift", "--version"))
    version = importlib.metadata.version
    return (
        f"{swift.group(0) if swift else 'Swift unknown'}, release build; DuckDB {version('duckdb')}, "
        f"Polars {version('polars')}, Python {platform.python_version()}")


def line(cells):
    return "| " + " | ".join(cells) + " |"


def ratio(value):
    """With three digits where the third matters: a seventh is 0.143."""
    return f"{value:.3f}" if value < 0.5 else f"{value:.2f}"


def comparison(programs, base, unit="s", further=()):
    """A table of programs, each set against the one named `base`; `further` are (heading, text of a program)."""
    factor, digits = (1000, 1) if unit == "ms" else (1, 3)
    reference = next(program for program in programs if program.name == base)
    rows = [
        line(["", f"time, {unit}", f"processor time, {unit}", "peak memory, MiB", f"time to {base}", f"memory to {base}"]
             + [heading for heading, _ in further]),
        "|---|" + "---:|" * (5 + len(further))]
    for program in programs:
        least, greatest = program.range("seconds")
        seconds, processor, memory = (program.median(what) for what in ("seconds", "processor_seconds", "memory_mib"))
        rows.append(line([
            program.name, f"{seconds * factor:.{digits}f} ({least * factor:.{digits}f}–{greatest * factor:.{digits}f})",
            f"{processor * factor:.{digits}f}", f"{memory:.0f}", ratio(seconds / reference.median("seconds")),
            ratio(memory / reference.median("memory_mib")), *[text(program) for _, text in further]]))
    return "\n".join(rows)


def stages(program, costs):
    """Where Rapport's time goes: the medians of what its run records say, and the rest of the process."""
    whole = program.median("seconds")
    parts = {stage: statistics.median(cost[stage] for cost in costs) for stage in costs[0]}
    parts["start, plan, publish"] = max(0, whole - sum(parts.values()))
    rows = [line(["Stage", "s", "share"]), "|---|---:|---:|"]
    rows += [line([stage, f"{seconds:.3f}", f"{100 * seconds / whole:.0f} %"]) for stage, seconds in parts.items()]
    return "\n".join(rows)


def publish(sections):
    """Writes RESULTS.md: the new sections, the old ones of other titles, and the notes."""
    old = re.split(r"^## ", RESULTS.read_text(encoding="utf-8"), flags=re.M)[1:] if RESULTS.exists() else []
    kept = {text.split("\n", 1)[0]: text.split("\n", 1)[1].strip() for text in old}
    texts = [f"## {title}\n\n{sections.get(title) or kept[title]}\n" for title in TITLES if title in sections or title in kept]
    notes = NOTES.read_text(encoding="utf-8").split("\n", 1)[1].strip()
    RESULTS.write_text("\n".join([HEAD, *texts, notes]) + "\n", encoding="utf-8")
