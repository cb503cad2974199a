# Compares the answers of DuckDB, Polars and Rapport: counts and money exactly, everything else to one part in a billion.
"""Usage: compare.py DUCKDB POLARS RESULTS

DUCKDB and POLARS are the folders their scripts wrote, RESULTS is Rapport's results.csv. What differs is printed, and the
exit code is 1; a number that only one of them has is a difference too.
"""
import csv, pathlib, sys
from decimal import Decimal

TOLERANCE, SHOWN = Decimal("1e-9"), 20
# Per answer: how many columns are its key, and for each other column Rapport's metric. K5 compares a metric's own parts.
ANSWERS = {
    "k1": (3, {
        "n": "calls", "answered": "answered_calls", "handle_time": "handle_time", "service_level": "within_20_s",
        "transfers": "transfers", "solved": "solved", "wait_p90": "wait_p90"}),
    "k2": (3, {
        "n": "responses", "csat": "csat_average", "top_two": "csat_share", "nps": "recommendation", "effort": "effort"}),
    "k3": (3, {"n": "all_orders", "net": "net", "buyers": "buyers"}),
    "k4": (1, {
        "n": "answered_calls", "handle_time": "handle_time", "wait_p90": "answered_wait_p90", "solved": "answered_solved"}),
}
FIRST_CONTACT = "first_contact"
EXACT = {"n", "answered", "net", "buyers"}


def number(text):
    """The number a cell holds; nothing, or nothing divided by nothing, is None."""
    found = Decimal(text or "NaN")
    return None if found.is_nan() else found


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def peer(folder):
    """All numbers of a peer: (answer, key, column) → number."""
    numbers = {}
    for answer, (width, metrics) in ANSWERS.items():
        for row in rows(folder / f"{answer}.csv"):
            key = tuple(row.values())[:width]
            if width == 3:
                key = (key[0][:7], *key[1:])
            numbers |= {(answer, key, column): number(row[column]) for column in metrics}
    numbers |= {("k5", (), column): number(cell) for column, cell in rows(folder / "k5.csv")[0].items()}
    return numbers


def rapport(path):
    """The same numbers from Rapport's results, those it hides as too few people's, and whether it told first-contact resolution."""
    found, numbers, hidden = {}, {}, set()
    for row in rows(path):
        labels = tuple(pair.split("=", 1)[1] for pair in row["segment"].split("; ")) if row["segment"] else ()
        key = (row["period_start"][:7], *labels) if row["grain"] == "month" else labels
        found[row["metric"], key] = row
    for (metric, key), row in found.items():
        for answer, (width, metrics) in ANSWERS.items():
            for column, name in metrics.items():
                if name == metric and len(key) == width:
                    numbers[answer, key, column] = number(row["value"])
                    if row["status"] == "hidden":
                        hidden.add((answer, key, column))
    total = found.get((FIRST_CONTACT, ()))
    if total:
        numbers["k5", (), "n"] = number(total["denominator"])
        numbers["k5", (), "first_contact"] = number(total["value"])
    return numbers, hidden, total is not None


def differs(column, one, other):
    """The relative difference of two numbers, and whether it is too large."""
    if one is None or other is None or one == other:
        return Decimal(0), one != other
    relative = abs(one - other) / max(abs(one), abs(other))
    return relative, column in EXACT or relative > TOLERANCE


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    reference = peer(pathlib.Path(sys.argv[1]))
    ours, hidden, has_first_contact = rapport(pathlib.Path(sys.argv[3]))
    others = {"Polars": peer(pathlib.Path(sys.argv[2])), "Rapport": ours}
    mistakes, largest = [], Decimal(0)
    for name, numbers in others.items():
        for place in sorted(reference.keys() | numbers.keys(), key=repr):
            answer, key, column = place
            if name == "Rapport" and (place in hidden or answer == "k5" and not has_first_contact):
                continue
            if place not in numbers or place not in reference:
                # A cell without rows may be left out; a cell with rows may not.
                present = numbers.get(place, reference.get(place))
                if present:
                    mistakes.append(f"{answer} {column} of {' '.join(key)}: only one of DuckDB and {name} has {present}")
                continue
            relative, wrong = differs(column, reference[place], numbers[place])
            largest = max(largest, relative)
            if wrong:
                mistakes.append(f"{answer} {column} of {' '.join(key)}: DuckDB {reference[place]}, {name} {numbers[place]}")
    for mistake in mistakes[:SHOWN]:
        print(mistake)
    if mistakes:
        sys.exit(f"compare: {len(mistakes)} differences")
    said = "" if has_first_contact else f"; K5 is not compared with Rapport, whose results have no metric '{FIRST_CONTACT}'"
    if hidden:
        said += f"; {len(hidden):,} are hidden by Rapport, as cells of too few people or what would give them away, and not compared"
    print(
        f"{len(reference) - len(hidden):,} numbers of K1 to K5 agree between DuckDB, Polars and Rapport: counts and money exactly, "
        f"the others to {largest:.0e}{said}.")


if __name__ == "__main__":
    main()
