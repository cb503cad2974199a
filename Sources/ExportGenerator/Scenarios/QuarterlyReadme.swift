// The description of the folder `quarterly-review`.

func quarterlyReadme(_ sheets: [Sheet], _ tally: [DirtCount], _ seed: UInt64, buyersOnAMean: Int) -> String {
    """
    # quarterly-review

    Made-up exports of a customer centre from 2025-07-01 to 2026-09-30, with the truth known. Nobody in them exists.
    Written by `generate-fixtures --scenario quarterly-review --seed \(seed)`; do not edit by hand.

    The review is made on 2026-10-01 for the quarter 2026-07-01 to 2026-10-01 (exclusive); the previous quarter
    begins on 2026-04-01, the quarter a year ago on 2025-07-01. All times are local times of Asia/Shanghai
    without a zone. Lines end in CRLF.

    ## Files

    \(fileTable(sheets))

    `truth.csv` holds the figures that must come out, `truth-customers.csv` each customer's RFM and value tier,
    `ledger.csv` the row counts, `dirt.csv` the dirt of each file.

    ## Headers

    \(headerList(sheets))

    - **calls**: a telephone console's list, one file a quarter, header in the first line, a total row beginning
      合计 in the last. 通话时长 is `HH:MM:SS`; the other durations are seconds. 呼叫方向: 呼入, 呼出, 内部. 结果: 已接听, 已放弃, 语音留言,
      失败. A call belongs to the day it starts. One call lasts from 2026-06-30 into July: it stands cut off in
      the second quarter's file and complete in the third's.
    - **surveys**: 问卷星 (按文本). 1 is CSAT (1–5), 2 NPS (0–10), 3 CES 2.0 (1–7, 7 is easy), 4 a text; 5 and 6 are
      hidden fields. `(空)` and `(跳过)` are missing. The second export begins with the last day of the first.
    - **sales**: 淘宝 order report (a choice of its columns, and 客户编号, which the shop's order tool adds at the
      end), split by 订单创建时间. The last file was opened in Excel and saved as Unicode text: UTF-16LE, tabs, dates
      `2026/7/1 8:05:09`, amounts with grouping commas, no guards. 买家实际支付金额 is what was paid without what was
      refunded; 总金额 is not revenue.
    - **tickets**: a help desk's list. The same 工单编号 may stand in the file twice, and the older state may come
      second: 最后更新时间 decides.
    - **customers**: 纷享销客 labels. The same 客户编号 may stand twice; 最后修改时间 decides. **agents**: the roster with those who
      left; 离职日期 is the first day without work. One agent leaves in the reported quarter.
    - **costs**: a workbook with a title above the header, 月份 on the first of its merged rows only and a total below; then the
      reported quarter as Excel saves it (UTF-16LE, tabs), without August and with one wrong amount; then a file that brings
      both. 管理费用 has no budget. **benefits**: by hand, a row for each month and kind.
    - **qa_evaluations**: one item of one evaluation a row. 得分 is empty where an item does not apply. An evaluation of the first
      file stands in the second again, scored anew after an appeal. **assessments**: without the names of those who assess;
      customers score from 0 to 10, all others from 1 to 5.
    - **trainings**: one person and course a row, times as Excel writes them; 开课时间 is empty where a seat was planned and not
      taken. 情绪管理 has no examination, and some missed theirs. Who passed at the second attempt stands there twice.
    - **followups**: promised to customers; some are overdue when the quarter ends, some due after it, some cancelled.
    - **leads**: as they stood in the middle of 2026, then those that came or changed since. The last export was made on
      2026-10-01 at 09:00, and three leads were won that morning, after the quarter.

    ## Cleaning rules the truth assumes, in this order

    1. Trim blanks (also full-width ones and tabs) and text guards `="…"` of every cell.
    2. Missing: in calls the empty cell, `-`, `--`, `null` (`n/a` in a duration is a bad cell); in surveys
       `(空)`, `(跳过)` and the empty cell; in sales the empty cell, `-`, `N/A`, `null`, `0000-00-00 00:00:00`; in
       tickets and customers the empty cell, `-`, `--`, `N/A`, `null`.
    3. Ragged rows and rows with a bad cell in a needed column are rejected. Needed are: calls 开始时间, 等待时长, 通话时长,
       保持时长, 话后处理时长; surveys 提交答卷时间 and the three scores; sales 订单付款时间, 买家实际支付金额, 退款金额; tickets
       创建时间, 最后更新时间, 首次响应时间, 解决时间; costs 金额; qa_evaluations 质检时间; leads 创建时间.
    4. Map 是否投诉: 是 and Y are true, 否 is false.
    5. Normalise 客户编号, 坐席工号, 受理坐席工号 and 队列: full-width letters and digits to ASCII, upper case.
    6. Drop duplicates: calls by 通话ID, surveys by 序号, sales by 订单编号, keeping the last, files in the order of their
       names; tickets by 工单编号 keeping the latest 最后更新时间, customers by 客户编号 keeping the latest 最后修改时间 (of equal
       times the last); costs by 月份 (an empty one is that of the row above) and 科目 keeping the latest 入账日期;
       qa_evaluations by 质检编号 and 评分项, assessments by 评价编号 and followups by 回访编号 keeping the last; trainings by 工号,
       课程 and 计划日期, and leads by 线索编号, keeping the latest 更新时间.
    7. Reject calls with 通话时长 below zero, and tickets with 首次响应时间 before 创建时间.
    8. Keep calls whose 呼叫方向 is not 内部; keep sales with an 订单付款时间 whose 宝贝标题 does not begin with 【测试】; keep
       tickets whose 工单状态 is neither 已合并 nor 垃圾工单; keep trainings with a 开课时间.

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
    - `net_revenue`: Σ买家实际支付金额 (refunds are subtracted in it) of paid orders by 订单付款时间, test orders
      excluded, refunds charged to their order (cohort view), in CNY. `orders`: paid orders not refunded to nothing; `orders_paid`: all paid
      orders; `customers`: distinct 客户编号 of `orders`; `aov`: net revenue ÷ `orders`. `repeat_purchase_rate`:
      customers with `orders` on two days or more of the period ÷ customers with `orders`.
    - `tickets`: opened. `frt`: median minutes from 创建时间 to 首次响应时间, by 创建时间, unanswered ones left out. `ttr`:
      median hours from 创建时间 to 解决时间, by 解决时间. `resolution_rate`: resolved within 7 days ÷ tickets opened in the
      period and seven days or more before the last opening or resolution of all.
    - `complaint_rate`: tickets with 是否投诉 opened in the period ÷ answered incoming calls × 1000. No two
      complaints of one customer and category lie within 7 days, so merging changes nothing.
    - `cost_total`, `benefit_total`: Σ金额 of the months. `cost_per_contact`: cost ÷ incoming and outgoing calls answered.
      `budget_variance`: (Σ金额 − Σ预算) ÷ Σ预算 of rows with a 预算. `bcr`: benefit ÷ cost.
    - `qa_score`: Σ得分 ÷ Σ满分 × 100 of items that apply. `qa_critical_rate`: evaluations with a 致命错误 ÷ evaluations.
      `a360_composite`: every score as its place between 最低分 and 最高分, from 0 to 100; the means of 客户, 上级, 同事 and 自评
      weigh 35, 30, 25 and 10.
    - `headcount_end`: employed on the period's last day; `headcount`: days employed ÷ days of the period.
      `training_hours_per_head`: Σ学时 by 开课时间 ÷ `headcount`. `training_pass_rate`: passed ÷ those with a result;
      `training_gain`: mean of 训后成绩 − 训前成绩.
    - `followups_due`: by 应完成日期, not cancelled; `followup_compliance`: done on that day or before ÷ due until 2026-09-30;
      `followups_undone`: of these without a 完成日期.
    - `leads_created`: by 创建时间; `win_rate`: won ÷ (won + lost) by 结束时间; `conversion_rate`: won within 30 days ÷ leads
      created 30 days or more before the last moment of the data; `time_to_convert`: median days by the day they were won.
    - Agents and teams only get call figures of answered calls, because an abandoned call has no agent.
    - `rfm` and `tier` are taken over 2025-10-01 to 2026-10-01 (exclusive) and used for every period. RFM:
      recency is the days from the last purchase day to 2026-10-01, frequency the days with an order not
      refunded to nothing, money the net revenue of all paid orders. Scores: 1 + ⌊5 × buyers strictly worse ÷
      buyers⌋, 5 is best. The eight cells: high means above the mean (recency: fewer days than the mean);
      \(buyersOnAMean) buyers stand exactly on a mean. A customer of the CRM without such a day is `none`. Tier:
      customers by net revenue, highest first, equal ones by 客户编号; A while the share before the customer is
      below 80 %, B below 95 %, then C; N without positive net revenue. Orders without 客户编号 take no part in
      either.

    ## Planted effects

    Customers of \(ContactCentre.unhappyRegion) are less content (all three scores). \(betterTeam) has better
    scores, shorter calls, fewer transfers and quicker first responses. Everything else is noise.

    ## Planted dirt

    \(dirtTable(tally, sheets))
    """ + "\n"
}
