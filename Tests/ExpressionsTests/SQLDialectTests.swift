// Names and texts in SQL: whatever stands in them, an engine reads the same back.

import TestSupport
import Testing

@testable import Expressions

struct SQLDialectTests {
    /// A name, and how DuckDB and Spark are given it.
    @Test(
        arguments: [
            ("", "\"\"", "``"),
            ("地区", "\"地区\"", "`地区`"),
            ("it's", "\"it's\"", "`it's`"),
            ("a\"b", "\"a\"\"b\"", "`a\"b`"),
            ("a`b", "\"a`b\"", "`a``b`"),
            ("a\\b", "\"a\\b\"", "`a\\b`"),
            // A quote that carries an accent is another character, and still ends a name.
            ("a\"\u{301}b", "\"a\"\"\u{301}b\"", "`a\"\u{301}b`"),
            ("a`\u{301}b", "\"a`\u{301}b\"", "`a``\u{301}b`"),
            // The Greek varia is the same character as a back quote, and ends none.
            ("a\u{1FEF}b", "\"a\u{1FEF}b\"", "`a\u{1FEF}b`"),
        ])
    func `a name stands between quotes, those in it doubled`(_ name: String, _ duckDB: String, _ spark: String) {
        #expect(scalars(SQLDialect.duckDB.identifier(name)) == scalars(duckDB))
        #expect(scalars(SQLDialect.spark.identifier(name)) == scalars(spark))
    }

    /// A text, and how DuckDB and Spark are given it.
    private static let texts = [
        ("", "''", "''"),
        ("华东", "'华东'", "'华东'"),
        ("it's", "'it''s'", "'it\\'s'"),
        ("a\"b`c", "'a\"b`c'", "'a\"b`c'"),
        ("a\\b", "'a\\b'", "'a\\\\b'"),
        ("\\'", "'\\'''", "'\\\\\\''"),
        ("a'\u{301}b", "'a''\u{301}b'", "'a\\'\u{301}b'"),
        ("a\\\u{301}b", "'a\\\u{301}b'", "'a\\\\\u{301}b'"),
        ("'\u{301}", "'''\u{301}'", "'\\'\u{301}'"),
    ]

    @Test(arguments: texts)
    func `a text stands between quotes, what would end it doubled or escaped`(
        _ text: String, _ duckDB: String, _ spark: String
    ) {
        #expect(scalars(SQLDialect.duckDB.text(text)) == scalars(duckDB))
        #expect(scalars(SQLDialect.spark.text(text)) == scalars(spark))
    }

    @Test func `DuckDB reads names and texts back as they were`() throws {
        let dialect = SQLDialect.duckDB
        let texts = Self.texts.map(\.0)
        let names = texts.enumerated().map { dialect.identifier("\($0)\($1)\"\u{301}") }
        let columns = zip(texts, names).map { "\(dialect.text($0)) AS \($1)" }
        let sql = "SELECT \(names.joined(separator: ", ")) FROM (SELECT \(columns.joined(separator: ", ")))"
        guard let rows = try DuckDB.rows(sql) else { return }
        #expect(rows.map { $0.map { $0.map(scalars) } } == [texts.map(scalars)])
    }

    @Test func `a column's name is written so that a formula reads it back`() {
        #expect(scalars(SyntaxNode.spelled("a`\u{301}b")) == scalars("`a``\u{301}b`"))
        #expect(scalars(SyntaxNode.spelled("a \u{1FEF}b")) == scalars("`a \u{1FEF}b`"))
    }

    /// Texts are compared scalar by scalar, as engines read them.
    private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
}
