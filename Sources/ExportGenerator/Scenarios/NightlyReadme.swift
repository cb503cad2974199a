// The description of the folder `nightly`.

func nightlyReadme(_ sheets: [Sheet], _ tally: [DirtCount], _ seed: UInt64) -> String {
    """
    # nightly

    Made-up exports of a customer centre from 2026-09-01 to 2026-09-14, with the truth known. Nobody in them exists.
    Written by `generate-fixtures --scenario nightly --seed \(seed)`; do not edit by hand.

    The report of the morning of 2026-09-15 covers the day 2026-09-14 (a Monday) and compares it with 2026-09-13.
    All times are local times of Asia/Shanghai without a zone. Lines end in CRLF.

    ## Files

    \(fileTable(sheets))

    `truth.csv` holds the figures that must come out, `ledger.csv` the row counts, `dirt.csv` the dirt of each file.

    ## Headers

    \(headerList(sheets))

    - **calls**: a telephone console's list, one file a day. The first line is a preamble with the period, the
      second the header. 通话时长 is `HH:MM:SS`; 振铃时长, 等待时长, 保持时长 and 话后处理时长 are seconds. 呼叫方向: 呼入, 呼出, 内部. 结果: 已接听,
      已放弃, 语音留言, 失败. A call belongs to the day it starts. A call across midnight stands in the file of its day
      cut off at midnight, and in the next file in its final state.
    - **surveys**: 问卷星 (按文本). 1 is CSAT (1–5), 2 NPS (0–10), 3 CES 2.0 (1–7, 7 is easy), 4 a text; 5 and 6 are
      hidden fields. `(空)` and `(跳过)` are missing. The second export begins with the last day of the first.
    - **sales**: 有赞. An order belongs to the day of 买家付款时间; a refund is charged to its order (cohort view).
    - **customers**: 纷享销客 labels. **agents**: the roster.

    ## Cleaning rules the truth assumes, in this order

    1. Trim blanks (also full-width ones and tabs) and text guards `="…"` of every cell.
    2. Missing: in calls the empty cell, `-`, `--`, `null` (`n/a` in a duration is a bad cell); in surveys
       `(空)`, `(跳过)` and the empty cell; in sales the empty cell, `-`, `N/A`; in customers the empty cell, `-`,
       `--`.
    3. Ragged rows and rows with a bad cell in a needed column are rejected. Needed are: calls 开始时间, 等待时长, 通话时长,
       保持时长, 话后处理时长; surveys 提交答卷时间 and the three scores; sales 买家付款时间, 订单实付金额, 退款金额.
    4. Normalise 客户编号, 坐席工号, 通话ID, 订单号 and 队列: full-width letters and digits to ASCII, upper case.
    5. Drop duplicates and keep the last, files in the order of their names: calls by 通话ID, surveys by 序号, sales
       by 订单号, customers by 客户编号.
    6. Reject calls with 通话时长 below zero.
    7. Keep calls whose 呼叫方向 is not 内部; keep sales with a 买家付款时间 whose 全部商品名称 does not begin with 【测试】.

    \(countingRules)

    \(regionRules)

    ## Figures

    - `offered`: incoming calls (answered, abandoned or voicemail); `answered`: incoming answered calls, with or
      without talk time.
    - `abandon_rate`: abandoned after 5 s or more ÷ (answered + abandoned after 5 s or more). `service_level`:
      answered within 20 s (20 included) ÷ the same (neutral, s = 5).
    - `asa`: Σ等待时长 of answered ÷ their number, in s. `aht`: Σ(talk + hold + wrap) ÷ answered calls that have all
      three, in s: where 话后处理时长 is missing the call is left out. `transfer_rate`: transferred ÷ answered.
    - `csat_top2` (4 and 5), `csat_mean`, `nps` (in points), `ces_mean`: over answers that have the item.
    - `net_revenue`: Σ(订单实付金额 − 退款金额) of paid orders, test orders excluded. `orders`: paid orders not refunded
      to nothing; `orders_paid`: all paid orders; `customers`: distinct 客户编号 of `orders`; `aov`: net revenue ÷
      `orders`, in CNY.
    - Agents and teams only get figures of answered calls, because an abandoned call has no agent.

    ## Planted dirt

    \(dirtTable(tally, sheets))
    """ + "\n"
}
