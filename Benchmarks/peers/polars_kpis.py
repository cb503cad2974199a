# Answers the question of kpis.yml with Polars, as well as we know how to ask it: types given, columns read once.
"""Usage: polars_kpis.py DIR OUT"""
import os, pathlib, sys

os.environ.setdefault("POLARS_MAX_THREADS", "2")
import polars as pl
from polars import Int32, Int64, String, col

folder, out = sys.argv[1], pathlib.Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)


def export(name, time, **types):
    """The file as a lazy frame whose types are given; `time` names the column of moments."""
    return pl.scan_csv(f"{folder}/{name}.csv", schema=types).with_columns(col(time).str.to_datetime("%Y-%m-%d %H:%M:%S"))


customers = pl.scan_csv(
    f"{folder}/customers.csv", schema=dict(customer_id=String, name=String, province=String, city=String, created=String))
calls = export(
    "calls", "started_at", call_id=Int64, started_at=String, customer_id=String, agent_id=String, queue=String,
    direction=String, disposition=String, wait_s=Int32, talk_s=Int32, hold_s=Int32, wrap_s=Int32, resolved=String,
    transferred=Int32)
surveys = export(
    "surveys", "submitted_at", response_id=Int64, submitted_at=String, customer_id=String, agent_id=String, csat=Int32,
    nps=Int32, ces=Int32, channel=String, comment=String)
sales = export(
    "sales", "ordered_at", order_id=Int64, ordered_at=String, customer_id=String, agent_id=String, product=String,
    quantity=Int32, amount=pl.Float64, status=String)

# Two files are needed by several answers: their columns are read once and kept. Money is whole cents, so that sums are exact.
cents = (col("amount") * 100).round().cast(Int64)
calls, sales = (frame.lazy() for frame in pl.collect_all([
    calls.select(
        "started_at", "customer_id", "agent_id", "wait_s", "transferred", inbound=col("direction") == "inbound",
        answered=col("disposition") == "answered", handle=col("talk_s") + col("hold_s") + col("wrap_s"),
        solved=col("resolved") == "yes"),
    sales.select("ordered_at", "customer_id", net=pl.when(col("status") == "paid").then(cents).otherwise(0)),
]))

revenue = sales.group_by("customer_id").agg(revenue=col("net").sum()).filter(col("revenue") > 0)
ranked = revenue.sort(["revenue", "customer_id"], descending=[True, False]).select(
    "customer_id", before=col("revenue").cum_sum() - col("revenue"), total=col("revenue").sum())
# The cumulative share stands below 80 % and 95 % in whole numbers: before / total < 0.8 is 100 · before < 80 · total.
tier = (
    pl.when(col("total").is_null()).then(pl.lit("N"))
    .when(100 * col("before") < 80 * col("total")).then(pl.lit("A"))
    .when(100 * col("before") < 95 * col("total")).then(pl.lit("B"))
    .otherwise(pl.lit("C")))
customers = customers.join(ranked, on="customer_id", how="left").select("customer_id", "province", tier=tier).collect().lazy()


def by_month(frame, time, **answers):
    """The answers by month, province and tier."""
    groups = [col(time).dt.truncate("1mo").alias("month"), "province", "tier"]
    return frame.join(customers, on="customer_id", how="left").group_by(groups).agg(**answers)


waited = col("wait_s").quantile(0.9, "linear")
k1 = by_month(
    calls, "started_at", n=pl.len(), answered=col("answered").sum(), handle_time=col("handle").filter(col("answered")).mean(),
    service_level=(col("inbound") & col("answered") & (col("wait_s") <= 20)).sum() / col("inbound").sum(),
    transfers=col("transferred").mean(), solved=col("solved").mean(), wait_p90=waited)
promoters, detractors = ((col("nps") >= 9).sum().cast(Int64), (col("nps") <= 6).sum().cast(Int64))
k2 = by_month(
    surveys, "submitted_at", n=pl.len(), csat=col("csat").mean(), top_two=(col("csat") >= 4).mean(),
    nps=100 * (promoters - detractors) / pl.len(), effort=col("ces").mean())
k3 = by_month(sales, "ordered_at", n=pl.len(), net=col("net").sum().cast(pl.Decimal(20, 2)) / 100, buyers=col("customer_id").n_unique())
k4 = calls.filter(col("answered")).group_by("agent_id").agg(
    n=pl.len(), handle_time=col("handle").mean(), wait_p90=waited, solved=col("solved").mean())
week = pl.duration(days=7)
again = col("started_at").shift(-1).over("customer_id", order_by="started_at")
last_judged = calls.select(col("started_at").max() - week).collect().item()
k5 = (
    calls.filter(col("answered") & col("inbound")).select("started_at", again=again)
    .filter(col("started_at") <= last_judged)
    .select(n=pl.len(), first_contact=(col("again").is_null() | (col("again") - col("started_at") > week)).mean()))

for name, frame in zip(["k1", "k2", "k3", "k4", "k5"], pl.collect_all([k1, k2, k3, k4, k5])):
    frame.sort(frame.columns[: 3 if "tier" in frame.columns else 1]).write_csv(out / f"{name}.csv")
