// Addresses that begin with any province, city or district are put where DuckDB puts them by joining the table of names.

import Tabular
import TestSupport
import Testing

@Suite struct DuckDBGeographyTests {
    /// The names with which an address begins (`firsts`), those of cities and districts right after them (`seconds`), and the
    /// places that the longest of them mean (`places`).
    private static let places = """
        addresses AS (
          SELECT row_number AS n, ltrim(replace(translate(place, '　，', '  '), '地址：', '')) AS text FROM t),
        firsts AS (
          SELECT n, length(name) AS taken, d.*, substr(text, length(name) + 1) AS rest
          FROM addresses JOIN divisions d ON NOT is_latin AND starts_with(text, name)),
        seconds AS (
          SELECT n, taken, length(e.name) AS length, e.area, e.province, e.city
          FROM firsts d JOIN divisions e ON NOT e.is_latin AND starts_with(ltrim(rest), e.name)
            AND e.province = d.province AND e.city IS NOT NULL AND (d.city IS NULL OR e.is_part AND e.city = d.city)
          WHERE d.form NOT IN ('afterProvince', 'district') AND (d.form = 'full' OR \(notStreet("rest")))
            AND (e.form IN ('full', 'district') OR \(notStreet("substr(ltrim(rest), length(e.name) + 1)")))),
        alone AS (
          SELECT n, taken, 0 AS length, area, province, city FROM firsts
          WHERE form IN ('full', 'district') OR form = 'short' AND \(notStreet("rest"))
            OR form = 'weak' AND (rest = '' OR starts_with(rest, ' '))),
        letters AS (
          SELECT n, 0 AS taken, 0 AS length, area, province, city FROM addresses JOIN divisions
          ON is_latin AND form <> 'afterProvince'
            AND regexp_replace(lower(text), '[^a-z]', '', 'g') = regexp_replace(lower(name), '[^a-z]', '', 'g')),
        places AS (
          SELECT DISTINCT n, area, province, city FROM
            (SELECT * FROM seconds UNION ALL SELECT * FROM alone UNION ALL SELECT * FROM letters)
          QUALIFY rank() OVER (PARTITION BY n ORDER BY taken DESC, length DESC) = 1)
        """

    private static func notStreet(_ rest: String) -> String {
        "NOT regexp_matches(\(rest), '^[东西南北中]{0,2}(路|大街|大道)')"
    }

    @Test func `every name begins an address that DuckDB puts in the same place`() throws {
        var random = SplitMix64(seed: 0xD6E0)
        let texts =
            DivisionNames.all.chinese.map { Self.address($0, &random) }
            + DivisionNames.all.latin.map { random.pick($0.text, $0.text.uppercased(), "　\($0.text)") }
            + ["南京路1号", "海外", "无名的地方", "", nil]
        let table = Table.sample("t", ["place": .texts(texts.shuffled(using: &random))], chunkRows: 500)
        for (level, label) in [
            ("area", "CASE WHEN count(DISTINCT area) = 1 THEN any_value(area) END"),
            ("province", "CASE WHEN count(DISTINCT province) = 1 THEN any_value(province) END"),
            ("city", "CASE WHEN count(province) = 1 THEN any_value(city) END"),
        ] {
            let sql = """
                WITH \(Self.places)
                SELECT coalesce(\(label), 'unknown') FROM addresses LEFT JOIN places USING (n) GROUP BY n ORDER BY n
                """
            guard let expected = try DuckDB.rows(sql, tables: [table, DivisionNames.all.table]) else { return }
            let run = try SegmentationSample("segment: { s: { geography: \(level), from: [t.place] } }", [table])
            let found = try #require(run.labels("s", of: "t"))
            try #require(found.count == expected.count)
            for (index, text) in table.cells("place").enumerated() where found[index] != expected[index][0] {
                Issue.record("\(level) of \(text): \(found[index]), DuckDB \(expected[index][0] ?? "")")
            }
            #expect(Set(found).count == (level == "area" ? 9 : level == "province" ? 35 : Self.cityCount + 1))
        }
    }

    /// Names that mean more than one place: 通州, 朝阳, 海南.
    private static let several = Set(
        Dictionary(grouping: Set(DivisionNames.all.chinese), by: \.text).filter { $1.count > 1 }.keys)

    private static let cityCount = Set(DivisionNames.all.chinese.compactMap(\.place.city)).count

    /// The name alone or after its province, before a part of it or a street.
    private static func address(_ name: DivisionNames.Name, _ random: inout SplitMix64) -> String {
        let all = DivisionNames.all.chinese
        let provinces = all.filter {
            !$0.isPart && $0.place.province == name.place.province
                && ($0.place.city == nil || $0.place.city == $0.place.province) && !several.contains($0.text)
        }
        let parts = all.filter { $0.isPart && $0.place == name.place }
        let province = random.pick(from: provinces, or: name).text
        let part = random.pick(from: parts, or: name).text
        let street = random.pick("解放路12号", "中山大道8号", "南京东路1号", "北大街3号")
        return random.pick("", "", "地址：", "　") + random.pick("", "", province, province + " ")
            + name.text + random.pick("", "", " " + street, "，" + street, part + street, street)
    }
}
