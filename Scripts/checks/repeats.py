# The same lines in two places: one of them is going to be mended without the other.
import collections, re

LONGEST = 12
# A table from one enumeration to another repeats no thought.
TABLE = re.compile(r"case \.\w+: \.\w+$")


def mistakes(files):
    windows = collections.defaultdict(list)
    for file in files:
        if not file.name.startswith("Sources/"):
            continue
        lines = [(number, line.strip()) for number, line in enumerate(file.lines, 1)]
        lines = [(number, line) for number, line in lines if line and not line.startswith(("//", "import ")) and not TABLE.match(line)]
        for start in range(len(lines) - LONGEST + 1):
            window = lines[start : start + LONGEST]
            windows[tuple(line for _, line in window)].append((file.name, window[0][0]))
    told = set()
    for places in windows.values():
        if len(places) < 2:
            continue
        # A long repetition is many windows; only the first of them is told.
        pair = tuple(sorted({name for name, _ in places}))
        if pair not in told:
            told.add(pair)
            yield f"{LONGEST} equal lines: " + ", ".join(f"{name}:{number}" for name, number in places)
