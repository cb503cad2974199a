// Telephone numbers in all their spellings get the form that DuckDB gives them by regular expressions.

import Tabular
import TestSupport
import Testing

struct DuckDBPhoneTests {
    private static let landline = "(10[2-9][0-9]{7}|2[0-9][2-9][0-9]{7}|[3-9][0-9]{2}[2-9][0-9]{6,7})"
    private static let mobile = "1[3-9][0-9]{9}"

    /// Digits with an optional plus in front to the international form, as a macro; and the numbers of the table.
    private static let sql = """
        CREATE MACRO international(d) AS CASE
          WHEN regexp_full_match(d, '(\\+86|0086|86)?(0?\(mobile)|[48]00[0-9]{7}|0\(landline))')
            OR regexp_full_match(d, '(\\+86|0086|86)\(landline)')
          THEN '+86' || regexp_replace(regexp_replace(d, '^(\\+86|0086|86)', ''), '^0', '')
          WHEN regexp_full_match(d, '(\\+|00)[1-9][0-9]{7,14}') AND NOT regexp_matches(d, '^(\\+|00)86')
          THEN '+' || regexp_replace(d, '^(\\+|00)', '') END;
        WITH plain AS (
          SELECT row_number, lower(translate(phone, '０１２３４５６７８９＋－（）＃　', '0123456789+-()# ')) AS text FROM t),
        cut AS (
          SELECT row_number, regexp_matches(text, '[*•]|xx') AS is_masked, regexp_matches(text, '转|分机|#|ext|x') AS is_cut,
            regexp_replace(text, '(转|分机|#|ext|x).*$', '') AS text FROM plain),
        read AS (
          SELECT row_number, is_cut,
            CASE WHEN NOT is_masked AND regexp_full_match(text, '[-+0-9(). ]*') THEN text END AS text FROM cut),
        numbers AS (
          SELECT row_number, is_cut, international(regexp_replace(text, '[-(). ]', '', 'g')) AS whole,
            international(regexp_replace(regexp_extract(text, '^(.*)-[ ]*[0-9]{1,5}$', 1), '[-(). ]', '', 'g')) AS front
          FROM read)
        SELECT CASE WHEN regexp_full_match(coalesce(whole, front), '\\+86\(mobile)') AND (is_cut OR whole IS NULL)
          THEN NULL ELSE coalesce(whole, front) END
        FROM numbers ORDER BY row_number
        """

    @Test func `numbers written in every way are read as DuckDB reads them`() throws {
        var random = SplitMix64(seed: 0xF0)
        let phones = (0..<4000).map { _ in random.chance(0.02) ? nil : Self.phone(&random) }
        let table = Table.sample("t", ["phone": .texts(phones)], chunkRows: 300)
        let found = try clean(table, by: "- phone: { column: phone }").table.cells("phone")
        guard let expected = try DuckDB.rows(Self.sql, tables: [table]) else { return }
        try #require(found.count == expected.count)
        for (written, (found, expected)) in zip(phones, zip(found, expected)) {
            #expect(found == expected[0].map { .text($0) } ?? .missing, "\(written ?? "·")")
        }
        let known = found.count { $0 != .missing }
        #expect(known > 1500 && known < 3500, "\(known) numbers of 4000")
    }

    private static func phone(_ random: inout SplitMix64) -> String {
        func digits(_ count: Int) -> String {
            (0..<count).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
        }
        let blank = random.pick("", "", " ", "-", " - ", "　")
        let first = "\(Int.random(in: 2...9, using: &random))"
        var local: String
        switch Int.random(in: 0...9, using: &random) {
        case 0...3:
            local = "1" + random.pick("3", "5", "7", "8", "9", "2") + digits(1) + blank + digits(4) + blank + digits(4)
        case 4: local = random.pick("010", "021", "10", "028") + blank + first + digits(3) + blank + digits(4)
        case 5:
            local = random.pick("0571", "(0571)", "（0755）", "571", "0379") + blank + first + digits(random.pick(6, 7))
        case 6: local = random.pick("400", "800", "900") + blank + digits(3) + blank + digits(4)
        case 7: local = digits(Int.random(in: 5...12, using: &random))
        case 8: local = "1" + random.pick("38", "59") + random.pick("****", "xxxx", "＊＊＊＊", "••••") + digits(4)
        default: local = random.pick("1 415 ", "852", "44 20 ", "0") + digits(3) + blank + digits(4)
        }
        let country = random.pick("", "", "", "+86", "86", "0086", "+86 ", "86-", "(+86)", "＋８６ ", "+", "00")
        let end = random.pick(
            "", "", "", "", "转801", "分机 12", " ext. 801", " EXT5", "#801", "x801", "-801", "转客服", "/", "号")
        if random.chance(0.2) { local = Self.fullWidth(local) }
        return random.pick("", "", "", " ") + country + local + end
    }

    private static func fullWidth(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    ("0"..."9").contains(scalar) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
                }))
    }
}
