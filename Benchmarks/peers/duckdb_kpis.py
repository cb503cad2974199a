# Answers the question of kpis.yml with DuckDB, as well as we know how to ask it: types given, columns read once.
"""Usage: duckdb_kpis.py DIR OUT"""
import pathlib, sys
import duckdb

folder, out = sys.argv[1], pathlib.Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
database = duckdb.connect()
database.execute("set threads = 2")
database.execute("set preserve_insertion_order = false")

COLUMNS = {
    "customers": "customer_id varchar, name varchar, province varchar, city varchar, created timestamp",
    "calls": "call_id bigint, started_at timestamp, customer_id varchar, agent_id varchar, queue varchar, direction varchar, "
    "disposition varchar, wait_s integer, talk_s integer, hold_s integer, wrap_s integer, resolved varchar, transferred integer",
    "surveys": "response_id bigint, submitted_at timestamp, customer_id varchar, agent_id varchar, csat integer, nps integer, "
    "ces integer, channel varchar, comment varchar",
    "sales": "order_id bigint, ordered_at timestamp, customer_id varchar, agent_id varchar, product varchar, quantity integer, "
    "amount decimal(12,2), status varchar",
}


def export(name):
    """The file as a relation whose types are given and whose dialect need not be found out."""
    columns = ", ".join("'{}': '{}'".format(*column.split(" ")) for column in COLUMNS[name].split(", "))
    return (
        f"read_csv('{folder}/{name}.csv', columns = {{{columns}}}, auto_detect = false, header = true, delim = ',', "
        "quote = '\"', escape = '\"')")


# Two files are needed by several answers: their columns are read once and kept.
database.execute(f"""
    create table calls as
    select started_at, customer_id, agent_id, direction = 'inbound' as inbound, disposition = 'answered' as answered, wait_s,
           talk_s + hold_s + wrap_s as handle_s, resolved = 'yes' as solved, transferred
    from {export('calls')}""")
database.execute(f"""
    create table orders as
    select ordered_at, customer_id, case when status = 'paid' then amount else 0 end as net from {export('sales')}""")
database.execute(f"""
    create table customers as
    with paid as (select customer_id, sum(net) as revenue from orders group by customer_id having sum(net) > 0),
         ranked as (
             select customer_id, sum(revenue) over () as total,
                    sum(revenue) over (order by revenue desc, customer_id rows unbounded preceding) - revenue as before
             from paid)
    select customer_id, province,
           case when total is null then 'N' when before < 0.80 * total then 'A' when before < 0.95 * total then 'B' else 'C' end
               as tier
    from {export('customers')} left join ranked using (customer_id)""")

QUESTIONS = {
    "k1": """
        select date_trunc('month', started_at) as month, province, tier, count(*) as n, count(*) filter (answered) as answered,
               avg(handle_s) filter (answered) as handle_time,
               count(*) filter (inbound and answered and wait_s <= 20) / count(*) filter (inbound) as service_level,
               avg(transferred) as transfers, avg(solved::integer) as solved, quantile_cont(wait_s, 0.9) as wait_p90
        from calls left join customers using (customer_id) group by all""",
    "k2": f"""
        select date_trunc('month', submitted_at) as month, province, tier, count(*) as n, avg(csat) as csat,
               avg((csat >= 4)::integer) as top_two,
               100.0 * (count(*) filter (nps >= 9) - count(*) filter (nps <= 6)) / count(*) as nps, avg(ces) as effort
        from {export('surveys')} left join customers using (customer_id) group by all""",
    "k3": """
        select date_trunc('month', ordered_at) as month, province, tier, count(*) as n, sum(net) as net,
               count(distinct customer_id) as buyers
        from orders left join customers using (customer_id) group by all""",
    "k4": """
        select agent_id, count(*) as n, avg(handle_s) as handle_time, quantile_cont(wait_s, 0.9) as wait_p90,
               avg(solved::integer) as solved
        from calls where answered group by all""",
    "k5": """
        with contacts as (
                 select started_at, lead(started_at) over (partition by customer_id order by started_at) as again
                 from calls where answered and inbound),
             data as (select max(started_at) - interval 7 day as last_judged from calls)
        select count(*) as n, avg((again is null or again - started_at > interval 7 day)::integer) as first_contact
        from contacts, data where started_at <= last_judged""",
}
for name, question in QUESTIONS.items():
    database.execute(f"copy ({question} order by all) to '{out}/{name}.csv' (header)")
