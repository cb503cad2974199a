// The headline figures of page, mail and workbook, read back by an outside reader, are the numbers of results.csv at the digits shown.

import Foundation
import TestSupport
import Testing

struct ShownNumbersTests {
    /// The example pipelines beside their data, with every format that needs no other program.
    private static func run(_ pipeline: ExamplePipeline) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/fixtures", withDestinationPath: BuiltProgram.root + "/fixtures")
        let text = try String(contentsOfFile: BuiltProgram.root + "/" + pipeline.path, encoding: .utf8)
        let formats = "formats: [html, xlsx, eml]"
        let file = text.replacingOccurrences(of: "formats: [html, markdown]", with: formats)
            .replacingOccurrences(
                of: "\n  report: management-review\n", with: "\n  report: management-review\n  \(formats)\n")
        try #require(file.contains(formats))
        try FileManager.default.createDirectory(atPath: folder.path + "/pipelines", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/pipelines/exports", withDestinationPath: BuiltProgram.root + "/pipelines/exports")
        try folder.write(file, to: "pipelines/\(pipeline.name).yml")
        let outcome = try BuiltProgram.run(
            ["run", pipeline.path, "--as-of", pipeline.asOf, "--out", "out", "--quiet"], in: folder.path)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return folder
    }

    private struct Read: Decodable {
        var mistakes: [String]
        /// How many figures were compared, by what they were read from.
        var compared: [String: Int]
    }

    @Test(arguments: ExamplePipeline.all, ["zh-Hans", "en"])
    func `what is shown is what was computed`(pipeline: ExamplePipeline, language: String) throws {
        guard Python.has("openpyxl") else { return }
        let folder = try Self.run(pipeline)
        let (status, output, errors) = try Python.run(Self.program, input: [folder.path + "/out", language])
        try #require(status == 0, "\(errors)")
        let read = try JSONDecoder().decode(Read.self, from: output)
        #expect(read.mistakes.isEmpty, "\(read.mistakes.joined(separator: "\n"))")
        for source in ["page", "mail", "sheet"] {
            #expect((read.compared[source] ?? 0) >= 5, "\(source): \(read.compared)")
        }
    }

    private static let program = #"""
        import csv, email, email.policy, html, json, re, sys
        from decimal import Decimal
        import openpyxl
        out, language = json.load(sys.stdin)
        results = json.load(open(out + "/results.json"))
        period = results["period"]
        titles = {}
        for metric in results["metrics"]:
            titles.setdefault(metric["title"]["zh" if language != "en" else "en"], []).append(metric["key"])
        truth = {}
        for row in csv.DictReader(open(out + "/results.csv", encoding="utf-8-sig")):
            span = (row["period_start"], row["period_end"])
            if row["segment"] == "" and "." not in row["metric"] and span == (period["start"] or "", period["end"] or ""):
                truth.setdefault(row["metric"], []).append(row)

        def clean(text): return html.unescape(re.sub(r"<[^>]*>", "", text)).strip()

        UNITS = {"小时": 3600, "h": 3600, "分": 60, "m": 60, "秒": 1, "s": 1}

        def number(text, unit):
            """The number that a text shows, and how far the true one may lie from it."""
            plain = text.replace("\u2212", "-").replace("\u00a0", " ").replace(",", "")
            if unit == "s":
                parts = re.findall(r"([\d.]+) ?(小时|分|秒|h|m|s)", plain)
                if not parts: return None
                value = sum(Decimal(n) * UNITS[u] for n, u in parts)
                last, word = parts[-1]
                step = Decimal(1).scaleb(-len(last.partition(".")[2])) * UNITS[word]
                return (-value if plain.startswith("-") else value), step / 2
            found = re.search(r"-?[^\d-]*\d[\d.]*", plain)
            if not found: return None
            digits = re.search(r"\d[\d.]*", plain)[0]
            value = Decimal(digits) * (-1 if "-" in found[0] else 1)
            step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
            if unit == "fraction": value, step = value / 100, step / 100
            return value, step / 2

        mistakes, compared = [], {}

        def compare(source, title, shown):
            keys = titles.get(title)
            if keys is None:
                mistakes.append(f"{source}: no metric is called {title!r}")
                return
            rows = [row for key in keys for row in truth.get(key, [])]
            fits = False
            for row in rows:
                if isinstance(shown, (int, float)):
                    fits = fits or row["value"] != "" and abs(float(row["value"]) - shown) <= 1e-14 * abs(shown)
                    continue
                read = number(shown, row["unit"])
                if row["value"] == "":
                    fits = fits or read is None
                elif read is not None:
                    fits = fits or abs(Decimal(row["value"]) - read[0]) <= read[1] * (1 + Decimal("1e-9"))
            compared[source] = compared.get(source, 0) + (1 if rows else 0)
            if rows and not fits: mistakes.append(f"{source}: {title} is shown as {shown!r}, computed as {[r['value'] for r in rows]}")
            if not rows and not isinstance(shown, str): mistakes.append(f"{source}: {title} is shown as {shown!r} and not computed")

        page = open(f"{out}/index.{language}.html", encoding="utf-8").read()
        cards = re.findall(r'<article class="card">.*?<h3>(.*?)</h3>.*?<span class="big[^"]*">(.*?)</span>', page, re.S)
        for title, shown in cards: compare("page", clean(title), clean(shown))

        message = email.message_from_bytes(open(f"{out}/report.{language}.eml", "rb").read(), policy=email.policy.default)
        mail = message.get_body(("html",)).get_content()
        wanted = {clean(title) for title, _ in cards}
        rows = re.findall(r'<tr><th scope="row"[^>]*>(.*?)</th><td[^>]*>(.*?)</td>', mail, re.S)
        told = [(clean(a.split("<br>")[0]), clean(b.split("<br>")[0])) for a, b in rows]
        for title, shown in told[:len(cards)]: compare("mail", title, shown)
        if [t for t, _ in told[:len(cards)]] != [clean(t) for t, _ in cards]: mistakes.append("mail: other figures than on the page")

        book = openpyxl.load_workbook(f"{out}/report.{language}.xlsx")
        heading = clean(re.search(r'<section id="headlines"[^>]*>\s*<h2>(.*?)</h2>', page, re.S)[1])
        for row in book[heading].iter_rows(values_only=True):
            if len(row) > 1 and row[0] in wanted and row[1] is not None: compare("sheet", row[0], row[1])
        if compared.get("sheet") != compared.get("page"): mistakes.append(f"sheet: other figures than on the page: {compared}")
        print(json.dumps(dict(mistakes=mistakes, compared=compared)))
        """#
}
