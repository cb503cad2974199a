// Every sentence about files that cannot be made: of what the machine lacks, and what to install.

import Diagnostics
import Documents

/// Why a file of a report could not be made.
enum FileDiagnostics {
    static func unmade(_ name: String, _ problem: DocumentProblem) -> Diagnostic {
        switch problem {
        case .noTemporaryFile:
            Diagnostic(
                .output("unmade-file"),
                unmade(name, because: Wording(en: "no temporary file can be made", zh: "无法建立临时文件")),
                help: Wording(
                    en: "set TMPDIR to a folder that can be written to and has room, \(without(name).english)",
                    zh: "请将 TMPDIR 设为可写且有空间的文件夹，\(without(name).chinese)"))
        case .noMemoryFile(let text):
            Diagnostic(
                .output("unmade-file"),
                unmade(
                    name, because: Wording(en: "no file in memory can be had: \(text)", zh: "无法使用内存文件：\(text)")),
                help: Wording(
                    en: "give it more memory, \(without(name).english)", zh: "请提供更多内存，\(without(name).chinese)"))
        case .library(let text):
            Diagnostic(
                .output("unmade-file"),
                unmade(name, because: Wording(en: "the workbook library says: \(text)", zh: "工作簿程序库提示：\(text)")),
                help: Wording(
                    en: "list fewer blocks in the report, \(without(name).english)",
                    zh: "请减少报告的内容块，\(without(name).chinese)"))
        case .noLibrary(let file, let reason):
            Diagnostic(
                .tool("missing-library"),
                unmade(
                    name,
                    because: Wording(
                        en: "the workbook library \(file) cannot be loaded: \(reason)",
                        zh: "无法加载工作簿程序库 \(file)：\(reason)")),
                help: Wording(
                    en: "install it (Debian 12: apt-get install libxlsxwriter4), name its file in RAPPORT_XLSXWRITER, "
                        + without(name).english,
                    zh: "请安装该程序库（Debian 12：apt-get install libxlsxwriter4），或用 RAPPORT_XLSXWRITER 指明其文件，"
                        + without(name).chinese))
        case .noPrinter(let named):
            Diagnostic(.tool("missing-browser"), unmade(name, because: noPrinter(named)), help: installPrinter(name))
        case .printerFailed(let program, let reason):
            Diagnostic(
                .tool("browser-failed"),
                unmade(
                    name,
                    because: reason.isEmpty
                        ? Wording(en: "\(program) printed nothing", zh: "\(program) 没有打印出任何内容")
                        : Wording(en: "\(program) failed: \(reason)", zh: "\(program) 出错：\(reason)")),
                help: Wording(
                    en: "try it by hand (\(program) --headless --print-to-pdf=x.pdf PAGE), name another program in "
                        + "RAPPORT_BROWSER, \(without(name).english)",
                    zh: "请手动试运行（\(program) --headless --print-to-pdf=x.pdf 网页），或用 RAPPORT_BROWSER 指定其他程序，"
                        + without(name).chinese))
        case .printerTooSlow(let program, let seconds):
            Diagnostic(
                .tool("browser-timeout"),
                unmade(
                    name,
                    because: Wording(
                        en: "\(program) was still not done after \(English.count(seconds, "second")) and was ended",
                        zh: "\(program) 超过 \(seconds) 秒仍未完成，已终止")),
                help: Wording(
                    en: "run again when the machine is less busy, name another program in RAPPORT_BROWSER, "
                        + without(name).english,
                    zh: "请在机器空闲时重新运行，或用 RAPPORT_BROWSER 指定其他程序，\(without(name).chinese)"))
        }
    }

    private static func unmade(_ name: String, because reason: Wording) -> Wording {
        Wording(en: "cannot make '\(name)': \(reason.english)", zh: "无法生成 '\(name)'：\(reason.chinese)")
    }

    /// How to do without the file; of a PDF that may also have been asked for on the command line.
    private static func without(_ name: String) -> Wording {
        let format = name.hasSuffix(".pdf") ? "pdf" : "xlsx"
        return format == "pdf"
            ? Wording(
                en: "or leave '--pdf' and 'pdf' of 'formats' out", zh: "或去掉 '--pdf' 以及 'formats' 中的 'pdf'")
            : Wording(en: "or leave '\(format)' out of 'formats'", zh: "或从 'formats' 中去掉 '\(format)'")
    }

    private static func noPrinter(_ named: String?) -> Wording {
        guard let named else {
            return Wording(
                en: "no program that prints pages is installed: no Chromium, Chrome or WeasyPrint was found",
                zh: "未安装可打印网页的程序：找不到 Chromium、Chrome 或 WeasyPrint")
        }
        return Wording(
            en: "RAPPORT_BROWSER names '\(named)', which is no program here",
            zh: "RAPPORT_BROWSER 所指的 '\(named)' 在本机上不是可运行的程序")
    }

    private static func installPrinter(_ name: String) -> Wording {
        Wording(
            en: "install one (Debian: apt-get install chromium-headless-shell), name one in RAPPORT_BROWSER, "
                + without(name).english,
            zh: "请安装其一（Debian：apt-get install chromium-headless-shell），或用 RAPPORT_BROWSER 指定，\(without(name).chinese)")
    }
}
