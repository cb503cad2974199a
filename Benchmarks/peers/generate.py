# Writes the four exports that speed is measured on: customers, and two years of their calls, surveys and sales.
"""Usage: generate.py DIR [--scale N] [--seed N] [--customers N]

Scale 1 has 400,000 customers, 5,000,000 calls, 1,000,000 survey answers and 2,000,000 orders. The rows are in order of
time, some customers are far busier than others, comments hold quotes, commas and line breaks, and every cell is clean.
The same scale, seed and number of customers give the same bytes.
"""
import argparse, pathlib
import numpy as np
import polars as pl

PROVINCES = (
    "北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 "
    "湖北省 湖南省 广东省 广西壮族自治区 海南省 重庆市 四川省 贵州省 云南省 西藏自治区 陕西省 甘肃省 青海省 宁夏回族自治区 "
    "新疆维吾尔自治区").split()
COMMENTS = [
    "服务很好，态度热情", "等待时间太长了, 希望改进", "一般", '客服说"稍后回电"，但没有\n一直没回', "Very helpful, thank you!",
    "", "", "", "解决了问题",
]
AGENTS = [f"A{number:03}" for number in range(500)]
PRODUCTS = [f"P{number:04}" for number in range(2_000)]
CITIES = [f"城市{number}" for number in range(340)]
BEGIN = np.datetime64("2024-01-01T00:00:00", "us")
SECONDS = 732 * 86_400
ROWS_PER_STEP = 500_000


def pick(generator, labels, count):
    """`count` labels, each as likely as the others."""
    return pl.Series(labels).gather(generator.integers(0, len(labels), count))


def flip(generator, share, true, false, count):
    """`true` for about `share` of `count` cells, `false` for the others."""
    return pl.Series([false, true]).gather((generator.random(count) < share).astype(np.uint8))


def moments(seconds):
    return BEGIN + seconds.astype("timedelta64[s]")


def ids(numbers):
    return "C" + pl.Series(numbers).cast(pl.String).str.zfill(7)


class Customers:
    """Draws customers by their weights, which spread as a log-normal distribution."""

    def __init__(self, generator, count):
        weights = np.cumsum(generator.lognormal(0, 1.2, count))
        self.edges = weights / weights[-1]

    def draw(self, generator, count):
        return ids(np.searchsorted(self.edges, generator.random(count)))


def customers(generator, first, count):
    numbers = np.arange(first, first + count)
    return {
        "customer_id": ids(numbers), "name": "客户" + pl.Series(numbers).cast(pl.String),
        "province": pick(generator, PROVINCES, count), "city": pick(generator, CITIES, count),
        "created": moments(-generator.integers(0, 1_000 * 86_400, count)),
    }


def calls(generator, first, times, who):
    count = len(times)
    return {
        "call_id": np.arange(first, first + count) + 100_000_000, "started_at": times, "customer_id": who,
        "agent_id": pick(generator, AGENTS, count),
        "queue": pick(generator, ["sales", "support", "billing", "complaint"], count),
        "direction": flip(generator, 0.2, "outbound", "inbound", count),
        "disposition": pl.Series(["answered", "abandoned", "voicemail"]).gather(
            np.searchsorted([0.9, 0.98], generator.random(count))),
        "wait_s": generator.exponential(18, count).astype(int), "talk_s": generator.gamma(2, 110, count).astype(int),
        "hold_s": generator.exponential(12, count).astype(int), "wrap_s": generator.exponential(40, count).astype(int),
        "resolved": flip(generator, 0.22, "no", "yes", count), "transferred": flip(generator, 0.08, "1", "0", count),
    }


def surveys(generator, first, times, who):
    count = len(times)
    return {
        "response_id": np.arange(first, first + count), "submitted_at": times, "customer_id": who,
        "agent_id": pick(generator, AGENTS, count), "csat": generator.integers(1, 6, count),
        "nps": generator.integers(0, 11, count), "ces": generator.integers(1, 8, count),
        "channel": pick(generator, ["phone", "web", "wechat"], count), "comment": pick(generator, COMMENTS, count),
    }


def sales(generator, first, times, who):
    count = len(times)
    return {
        "order_id": np.arange(first, first + count) + 5_000_000, "ordered_at": times, "customer_id": who,
        "agent_id": pick(generator, AGENTS, count), "product": pick(generator, PRODUCTS, count),
        "quantity": generator.integers(1, 9, count), "amount": np.round(generator.lognormal(4.6, 0.9, count), 2),
        "status": flip(generator, 0.04, "refunded", "paid", count),
    }


def write(path, rows, make):
    """Writes `rows` rows step by step; `make` gives the columns of the rows from one number on."""
    with open(path, "wb") as file:
        for first in range(0, rows, ROWS_PER_STEP):
            frame = pl.DataFrame(make(first, min(ROWS_PER_STEP, rows - first)))
            frame.write_csv(file, include_header=first == 0, datetime_format="%Y-%m-%d %H:%M:%S", float_precision=2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, metavar="DIR")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--customers", type=int, help="how many customers, instead of 400,000 times the scale")
    arguments = parser.parse_args()
    folder, scale = arguments.folder, arguments.scale
    folder.mkdir(parents=True, exist_ok=True)

    count = arguments.customers or int(400_000 * scale)
    generator = np.random.default_rng([arguments.seed, 0])
    write(folder / "customers.csv", count, lambda first, rows: customers(generator, first, rows))
    known = Customers(generator, count)
    for stream, (make, size) in enumerate([(calls, 5_000_000), (surveys, 1_000_000), (sales, 2_000_000)], start=1):
        own = np.random.default_rng([arguments.seed, stream])
        rows = int(size * scale)
        times = moments(np.sort(own.integers(0, SECONDS, rows)))
        write(
            folder / f"{make.__name__}.csv", rows,
            lambda first, count: make(own, first, times[first : first + count], known.draw(own, count)))


if __name__ == "__main__":
    main()
