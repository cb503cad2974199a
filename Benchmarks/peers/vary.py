# Writes the four exports again as an awkward system would: with bad cells, in GB18030, all quoted, or in no order.
"""Usage: vary.py DIR KIND OUT

  bad-rows     5 % of the rows have one number that is none
  bad-cells    5 % of the cells of every column of numbers are none
  gb18030      the encoding of Chinese systems
  quoted       every field between quotes
  unsorted     the rows in no order
"""
import pathlib, sys
import numpy as np
import polars as pl

NUMBERS = {
    "customers": [],
    "calls": ["wait_s", "talk_s", "hold_s", "wrap_s", "resolved", "transferred"],
    "surveys": ["csat", "nps", "ces"],
    "sales": ["amount"],
}
BAD, SHARE, SEED = "busy", 0.05, 11


def spoiled(frame, columns, generator, kind):
    """The frame with bad cells in some of its columns."""
    rows = frame.height
    if kind == "bad-cells":
        hits = {name: generator.random(rows) < SHARE for name in columns}
    else:
        chosen = np.where(generator.random(rows) < SHARE, generator.integers(0, max(1, len(columns)), rows), -1)
        hits = {name: chosen == number for number, name in enumerate(columns)}
    return frame.with_columns(
        **{name: pl.select(pl.when(pl.Series(hit)).then(pl.lit(BAD)).otherwise(frame[name])).to_series()
           for name, hit in hits.items()})


def recode(source, target):
    """Copies a file of UTF-8 as GB18030, a few megabytes at a time."""
    with open(source, encoding="utf-8", newline="") as text, open(target, "w", encoding="gb18030", newline="") as copy:
        while piece := text.read(1 << 22):
            copy.write(piece)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    folder, kind, out = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    for stream, (name, columns) in enumerate(NUMBERS.items()):
        source, target = folder / f"{name}.csv", out / f"{name}.csv"
        if kind == "gb18030":
            recode(source, target)
            continue
        frame = pl.read_csv(source, infer_schema=False)
        if kind in ("bad-rows", "bad-cells"):
            frame = spoiled(frame, columns, np.random.default_rng([SEED, stream]), kind)
        elif kind == "unsorted":
            frame = frame.sample(fraction=1, shuffle=True, seed=SEED)
        elif kind != "quoted":
            sys.exit(__doc__)
        frame.write_csv(target, quote_style="always" if kind == "quoted" else "necessary")


if __name__ == "__main__":
    main()
