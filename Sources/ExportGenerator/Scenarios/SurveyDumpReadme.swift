// The description of the folder `survey-dump`.

func surveyDumpReadme(_ sheet: Sheet, _ tally: [DirtCount], _ seed: UInt64) -> String {
    """
    # survey-dump

    One questionnaire as 问卷星 hands it out (按文本), with the truth known. Nobody in it exists. The file's name
    says: activity 265123456, by text, title, 812 returned, 800 valid. Written by `generate-fixtures --scenario
    survey-dump --seed \(seed)`; do not edit by hand.

    Answers came in from 2026-08-17 to 2026-09-13; times are local times of Asia/Shanghai without a zone. Lines
    end in CRLF, texts may hold line breaks of their own (LF and CRLF) within quotes.

    ## File

    \(fileTable([sheet]))

    `truth.csv` holds the figures that must come out, `ledger.csv` the row counts, `dirt.csv` the dirt.

    ## Header

    \(headerList([sheet]))

    1 is a single choice, 2 and 9 are multiple choices joined by `┋` (an open choice looks like `其他〖…〗`), 3 is a
    rating by label (非常满意 5, 满意 4, 一般 3, 不满意 2, 非常不满意 1), 4 to 7 are ratings from 1 to 5, 8 is the NPS item, 10
    a text. 来自IP holds address, province and city.

    ## Cleaning rules the truth assumes, in this order

    1. Trim blanks (also full-width ones) of every cell.
    2. Missing: `(空)`, `(跳过)` and the empty cell. A text of 无, 没有 or `-` is an answer.
    3. Ragged rows and rows with a bad cell in 提交答卷时间 or one of the scores 4 to 8 are rejected.
    4. Map the labels of 3 to 5 … 1.
    5. Drop duplicates by 序号, keeping the last.

    The large region comes from the province in 来自IP (`国外-未知` and `未知-未知` are `\(unknownSegment)`).

    \(countingRules)

    ## Figures

    Over all answers (grain `all`, no dates), by region, identity (question 1) and source (来源), and by month:
    `survey_responses`, `csat_top2` and `csat_mean` (question 3), `nps`, `duration_median` (所用时间, s),
    `attitude_mean`, `response_mean`, `knowledge_mean`, `resolution_mean` (questions 4 to 7) and their `_top2`,
    `scale_alpha` (Cronbach's alpha of questions 4 to 7 over answers that have all four). `channels_share` and
    `wishes_share`: share that ticked each choice of questions 2 and 9 among those who answered it; `其他〖…〗`
    counts as 其他.

    ## Planted effects

    Answers from \(ContactCentre.unhappyRegion) are less content. 响应速度 is rated lowest. Everything else is noise.

    ## Planted dirt

    \(dirtTable(tally, [sheet]))
    """ + "\n"
}
