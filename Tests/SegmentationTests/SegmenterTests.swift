// What each of the plain segmenters makes of single cells.

import Diagnostics
import Segmentation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct SegmenterTests {
    private func run(_ segment: String, _ tables: Table..., zone: TimeZoneTable = .utc, fiscal: FiscalCalendar = .civil)
        throws
        -> SegmentationSample
    {
        let sample = try SegmentationSample(
            "segment:\n  s: \(segment)\n", tables, zone: zone, fiscal: fiscal)
        #expect(sample.brokenPromises == [])
        return sample
    }

    @Test func `texts are sorted by their bytes, whole numbers by value`() throws {
        let table = Table.sample(
            "t",
            [
                "a": .texts(["b", "客服", nil, "B", "", "10", "unknown"]),
                "b": .texts(["10", "9", "-1", "10", nil, "", "007"]),
                "c": .integers([10, 9, nil, -1, 10, 10, 10]),
            ], chunkRows: 3)
        let texts = try run("{ column: t.a }", table)
        #expect(texts.labelKeys("s") == ["10", "B", "b", "“unknown”", "客服", "unknown"])
        #expect(texts.labels("s", of: "t") == ["b", "客服", "unknown", "B", "unknown", "10", "“unknown”"])
        #expect(try run("{ column: t.b }", table).labelKeys("s") == ["-1", "007", "9", "10", "unknown"])
        #expect(try run("{ column: t.c }", table).labelKeys("s") == ["-1", "9", "10", "unknown"])
    }

    @Test func `a segment says which words of its formulas no row has`() throws {
        let sales = Table.sample(
            "sales",
            [
                "customer": .texts(["a", "b"]), "amount": .integers([1, 2]), "status": .texts(["paid", "Paid"]),
                "at": .dates(["2026-08-01", "2026-08-02"]), "late": .flags([false, false]),
            ])
        func said(_ segment: String) throws -> [String] {
            try run(segment, sales).collector.diagnostics.map { "\($0.severity): \($0.message.english)" }.sorted()
        }
        #expect(
            try said("{ expression: status = 'PAID', of: sales }") == [
                "warning: segment 's': \"PAID\" never occurs in column 'status' of table 'sales'"
            ])
        #expect(try said("{ expression: status like 'P%', of: sales }") == [])
        #expect(
            try said("{ expression: status like 'P%x' or late, of: sales }") == [
                "note: segment 's': column 'late' of table 'sales' is never true",
                "note: segment 's': no row of table 'sales' fulfils status like 'P%x'",
            ])
        #expect(
            try said("{ bands: \"if(status = 'open', 1, 2)\", of: sales, edges: [1, 2] }") == [
                "note: segment 's': \"open\" never occurs in column 'status' of table 'sales'"
            ])
        for rest in ["rfm: sales, amount: amount", "value: amount, of: sales, cuts: { A: 50% }"] {
            #expect(
                try said("{ \(rest), customer: customer, at: at, where: \"status in ('paid', 'done')\" }").contains(
                    "note: segment 's': \"done\" never occurs in column 'status' of table 'sales'"), "\(rest)")
        }
    }

    @Test func `several tables share the labels of one segment`() throws {
        let calls = Table.sample("calls", ["team": .texts(["b", nil, "a"])])
        let surveys = Table.sample("surveys", ["group": .texts(["c", "a"])])
        let sample = try run("{ column: [calls.team, surveys.group], title: { zh: 班组, en: Team } }", calls, surveys)
        #expect(sample.labelKeys("s") == ["a", "b", "c", "unknown"])
        #expect(sample.labels("s", of: "calls") == ["b", "unknown", "a"])
        #expect(sample.labels("s", of: "surveys") == ["c", "a"])
        #expect(sample.result.segment("s")?.title == Wording(en: "Team", zh: "班组"))
    }

    @Test func `labels rename, merge, order and title values`() throws {
        let table = Table.sample("t", ["a": .texts(["x", "y", "z", "w", nil])])
        let sample = try run(
            "{ column: a, of: t, labels: { z: late, y: { zh: 中, en: middle }, x: late, v: never } }", table)
        #expect(sample.labelKeys("s") == ["late", "y", "w", "unknown"])
        #expect(sample.labels("s", of: "t") == ["late", "y", "late", "w", "unknown"])
        #expect(sample.result.segment("s")?.labels[1].title == Wording(en: "middle", zh: "中"))
    }

    @Test func `a value that reads like the label of missing cells is a label of its own`() throws {
        let table = Table.sample(
            "t",
            [
                "a": .texts(["unknown", nil, "未知", "Unknown", "", "other", "其他"]),
                "n": .integers([1, 2, 3, 4, 5, 6, 7]),
            ], chunkRows: 2)
        for way in ["{ column: t.a }", "{ expression: a, of: t }", "{ expression: trim(a), of: t }"] {
            let sample = try run(way, table)
            #expect(
                sample.labels("s", of: "t") == ["“unknown”", "unknown", "未知", "Unknown", "unknown", "other", "其他"],
                "\(way)")
            let titles = sample.result.segment("s")?.labels.map(\.title.chinese) ?? []
            #expect(Set(titles).count == titles.count, "\(titles)")
            #expect(titles.last == "未知")
            #expect(sample.brokenPromises == [])
        }
        // Whoever wants them together says so.
        let merged = try run("{ column: t.a, labels: { unknown: unknown, 未知: unknown } }", table)
        #expect(merged.labels("s", of: "t") == ["unknown", "unknown", "unknown", "Unknown", "unknown", "other", "其他"])
        #expect(
            SegmentationSample.mistakes(
                "segment: { s: { bands: n, of: t, edges: [3], labels: [few, unknown] } }", [table]
            )
            .first?.contains("cannot have a label 'unknown'") == true)
    }

    @Test func `a condition divides into true, false and unknown`() throws {
        let table = Table.sample("t", ["wait": .seconds([75, 60, nil])])
        let plain = try run("{ expression: wait > 60 s, of: t }", table)
        #expect(plain.labelKeys("s") == ["true", "false", "unknown"])
        #expect(plain.labels("s", of: "t") == ["true", "false", "unknown"])
        let named = try run("{ expression: wait > 60 s, of: t, labels: { true: long, false: short } }", table)
        #expect(named.labels("s", of: "t") == ["long", "short", "unknown"])
    }

    @Test func `a formula of texts has one label for equal texts of all chunks`() throws {
        let table = Table.sample("t", ["a": .texts(["B", "a", "b", "A", nil])], chunkRows: 1)
        let sample = try run("{ expression: lower(a), of: t }", table)
        #expect(sample.labelKeys("s") == ["a", "b", "unknown"])
        #expect(sample.labels("s", of: "t") == ["b", "a", "b", "a", "unknown"])
    }

    @Test func `a band holds its lower edge and not its upper one`() throws {
        let table = Table.sample(
            "t",
            [
                "wait": .seconds([9.999, 10, 19.999, 20, 60, nil, -1]),
                "age": .integers([17, 18, 34, 35, 60, nil, -5]),
                "money": .decimals(["9.99", "10.00", "10.01", "-0.01", "100", nil, "99.99"]),
                "score": .reals([0.5, 0.4999, .nan, 2.5, -.infinity, nil, .infinity]),
                "day": .dates(["2026-08-31", "2026-09-01", "2026-09-02", nil, "2025-01-01", "2030-01-01", "2026-09-01"]
                ),
            ], chunkRows: 2)
        let waits = try run("{ bands: wait, of: t, edges: [10 s, 20 s, 1 min] }", table)
        #expect(waits.labelKeys("s") == ["<10 s", "10 s–20 s", "20 s–1 min", "≥1 min", "unknown"])
        #expect(
            waits.labels("s", of: "t")
                == ["<10 s", "10 s–20 s", "10 s–20 s", "20 s–1 min", "≥1 min", "unknown", "<10 s"])
        let ages = try run(
            "{ bands: age, of: t, edges: [17.5, 35], labels: [young, { zh: 中, en: middle }, old] }", table)
        #expect(ages.labels("s", of: "t") == ["young", "middle", "middle", "old", "old", "unknown", "young"])
        let money = try run("{ bands: money, of: t, edges: [0, 10, 99.995] }", table)
        #expect(
            money.labels("s", of: "t")
                == ["0–10", "10–99.995", "10–99.995", "<0", "≥99.995", "unknown", "10–99.995"])
        let scores = try run("{ bands: score, of: t, edges: [0.5] }", table)
        #expect(scores.labels("s", of: "t") == ["≥0.5", "<0.5", "unknown", "≥0.5", "<0.5", "unknown", "≥0.5"])
        let days = try run("{ bands: day, of: t, edges: [2026-09-01, 2026-10-01] }", table)
        #expect(
            days.labels("s", of: "t")?.prefix(3) == ["<2026-09-01", "2026-09-01–2026-10-01", "2026-09-01–2026-10-01"])
    }

    @Test func `calendar parts are those of the report's zone`() throws {
        let table = Table.sample(
            "t",
            [
                "at": .instants(["2026-09-13T15:59:59Z", "2026-09-13T16:00:00Z", nil, "1969-12-31T23:00:00Z"]),
                "day": .dates(["2026-02-28", "2026-12-31", "2026-03-01", nil]),
            ], chunkRows: 3)
        let shanghai = try #require(TimeZoneTable(identifier: "+08:00"))
        func labels(_ column: String, _ part: String, fiscal: FiscalCalendar = .civil) throws -> [String]? {
            try run(
                "{ calendar: \(column), of: t, part: \(part) }", table, zone: shanghai, fiscal: fiscal
            )
            .labels("s", of: "t")
        }
        #expect(try labels("at", "hour") == ["23", "00", "unknown", "07"])
        #expect(try labels("at", "time_of_day") == ["23:30", "00:00", "unknown", "07:00"])
        #expect(try labels("at", "time_of_day, every: 15 min") == ["23:45", "00:00", "unknown", "07:00"])
        #expect(try labels("at", "weekday") == ["sunday", "monday", "unknown", "thursday"])
        #expect(try labels("at", "day") == ["13", "14", "unknown", "01"])
        #expect(try labels("at", "year") == ["2026", "2026", "unknown", "1970"])
        #expect(try labels("day", "month") == ["02", "12", "03", "unknown"])
        #expect(try labels("day", "quarter") == ["Q1", "Q4", "Q1", "unknown"])
        #expect(try labels("day", "quarter", fiscal: FiscalCalendar(startMonth: 4)) == ["Q4", "Q3", "Q4", "unknown"])
        #expect(
            try labels("day", "year", fiscal: FiscalCalendar(startMonth: 4)) == [
                "FY2025-26", "FY2026-27", "FY2025-26", "unknown",
            ])
    }

    @Test func `months, quarters and years are those of whole weeks where years are`() throws {
        let table = Table.sample("t", ["day": .dates(["2024-02-03", "2024-02-04", "2024-03-03", nil])], chunkRows: 3)
        func run(_ part: String, _ naming: FiscalCalendar.Naming) throws -> SegmentationSample {
            let weeks = FiscalWeeks(.fourFiveFour, ending: .nearest, lastWeekday: 6)
            return try self.run(
                "{ calendar: day, of: t, part: \(part) }", table,
                fiscal: FiscalCalendar(startMonth: 2, weeks: weeks, naming: naming))
        }
        let months = try run("month", .first)
        #expect(months.labels("s", of: "t") == ["12", "01", "02", "unknown"])
        #expect(months.result.segment("s")?.labels.first?.title == Wording(en: "P01", zh: "第1期"))
        #expect(try run("quarter", .first).labels("s", of: "t") == ["Q4", "Q1", "Q1", "unknown"])
        #expect(try run("year", .first).labels("s", of: "t") == ["FY2023", "FY2024", "FY2024", "unknown"])
        #expect(try run("year", .last).labels("s", of: "t") == ["FY2024", "FY2025", "FY2025", "unknown"])
        #expect(try run("year", .both).labels("s", of: "t") == ["FY2023-24", "FY2024-25", "FY2024-25", "unknown"])
        #expect(try run("day", .first).labels("s", of: "t") == ["03", "04", "03", "unknown"])
        #expect(
            months.result.segment("s")?.convention
                == Wording(
                    en:
                        "fiscal years of 52 or 53 weeks end on the Saturday nearest the end of January and are named by the "
                        + "year they begin in; the months of a quarter have 4-5-4 weeks",
                    zh: "财年为 52 或 53 周，结束于最接近1月底的周六，以开始的年份命名；每季度三期依次为 4-5-4 周"))
    }

    @Test func `sources of a place are asked in order and only made more exact`() throws {
        let table = Table.sample(
            "customers",
            [
                "province": .texts(["广东", nil, "Jiangsu", "吉林", "海外", "广东", nil, nil]),
                "address": .texts(["南京市鼓楼区", "上海市南京东路1号", "Suzhou", "吉林", nil, nil, "朝阳区", "南京路1号"]),
            ], chunkRows: 3)
        let from = "from: [customers.province, customers.address]"
        let areas = try run("{ geography: area, \(from) }", table)
        #expect(areas.labelKeys("s") == ["东北", "华东", "华南", "unknown"])
        #expect(
            areas.labels("s", of: "customers") == ["华南", "华东", "华东", "东北", "unknown", "华南", "unknown", "unknown"])
        let cities = try run("{ geography: city, \(from) }", table)
        #expect(
            cities.labels("s", of: "customers")
                == ["unknown", "上海", "苏州", "吉林市", "unknown", "unknown", "unknown", "unknown"])
        #expect(cities.result.segment("s")?.labels.map(\.title.english).contains("Suzhou (Jiangsu)") == true)
        #expect(
            cities.warnings == [
                """
                pipeline.yml:2:3: warning: segment 's' cannot tell the place of 1 of 8 rows, which may be in several, \
                such as "朝阳区"; they are unknown
                  help: add a column that names the province to 'from'
                """,
                """
                pipeline.yml:2:3: note: segment 's' finds no place in 2 of 8 rows, such as "海外", and only a \
                province in 2; they are unknown
                """,
            ])
        #expect(
            cities.collector.diagnostics.map(\.kind) == [.remark("ambiguous-places"), .remark("unrecognised-places")])
    }
}
