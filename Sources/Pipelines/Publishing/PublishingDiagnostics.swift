// Every sentence about folders in which a report must not stand.

import Diagnostics
import Stages

extension PipelinesDiagnostics {
    /// Why a report must not take the place of what a path names.
    package enum OutputRefusal: Sendable {
        case root, home, standingInIt, mountPoint, noFolder, brokenLink
        /// It holds an input or the pipeline file, or is one, or a link to one.
        case holdsInput(String)
        /// Files, but no record of an earlier report.
        case holdsOthers(first: String, more: Int)
        /// A report where tables are to stand, or the other way round.
        case holdsAnotherKind(first: String)
        /// A file of the report has the name of somebody else's.
        case nameTaken(String)
        case mountPointInside(String)
    }

    package static func emptyOutput() -> Diagnostic {
        Diagnostic(
            .usage("empty-path"), Wording(en: "--out expects a folder, found nothing", zh: "--out 应为目录，实际为空"))
    }

    package static func outputRefused(_ path: String, _ reason: OutputRefusal) -> Diagnostic {
        Diagnostic(
            .output("output-refused"), at: SourceLocation(file: path), sentence(of: reason), help: remedy(for: reason))
    }

    private static func sentence(of reason: OutputRefusal) -> Wording {
        switch reason {
        case .root:
            Wording(en: "a report cannot take the place of the root folder", zh: "报告不能取代根目录")
        case .home:
            Wording(
                en: "a report cannot take the place of the home folder, or of one that holds it",
                zh: "报告不能取代主目录或其上级目录")
        case .standingInIt:
            Wording(
                en: "a report cannot take the place of the folder the command stands in",
                zh: "报告不能取代命令当前所在的目录")
        case .mountPoint:
            Wording(
                en: "a report cannot take the place of a mount point in one step", zh: "报告无法一步取代挂载点")
        case .noFolder:
            Wording(en: "expected a folder, or nothing yet, found a file", zh: "应为目录或尚不存在的路径，实际为文件")
        case .brokenLink:
            Wording(en: "expected a folder, found a link that leads nowhere", zh: "应为目录，实际为失效的链接")
        case .holdsInput(let file):
            Wording(
                en:
                    "a report cannot take the place of an input or of the pipeline file, or of a folder that holds one: "
                    + "'\(file)'",
                zh: "报告不能取代输入文件、流程文件或存放它们的目录：'\(file)'")
        case .holdsOthers(let first, let more):
            Wording(
                en: "expected an empty folder or an earlier report, found '\(first)'"
                    + (more > 0 ? " and \(more) more" : ""),
                zh: "应为空目录或先前的报告，实际有 '\(first)'" + (more > 0 ? " 等 \(more + 1) 项" : ""))
        case .holdsAnotherKind(let first):
            Wording(
                en: "a report and the tables of a script do not take each other's place; found '\(first)'",
                zh: "报告与脚本的表不能互相取代，此处有 '\(first)'")
        case .nameTaken(let name):
            Wording(
                en: "the report has a file '\(name)', but the one that stands there is not of an earlier report",
                zh: "报告含文件 '\(name)'，但该处的同名文件不属于先前的报告")
        case .mountPointInside(let name):
            Wording(
                en: "'\(name)' in it is a mount point, which cannot move into the new report",
                zh: "其中的 '\(name)' 是挂载点，无法移入新报告")
        }
    }

    private static func remedy(for reason: OutputRefusal) -> Wording {
        switch reason {
        case .standingInIt:
            Wording(
                en: "choose a folder in it, or call the command from elsewhere", zh: "请选择其中的子目录，或在其他目录下运行命令")
        case .root, .home, .mountPoint:
            Wording(en: "choose a folder in it", zh: "请选择其中的子目录")
        case .nameTaken: Wording(en: "move that file away", zh: "请将该文件移走")
        case .mountPointInside, .noFolder, .brokenLink, .holdsInput, .holdsOthers, .holdsAnotherKind:
            Wording(
                en: "choose a new or empty folder; nothing was touched", zh: "请选择新的或空的目录；未改动任何内容")
        }
    }
}

extension DiagnosedFailure {
    /// What stands at a path, or is to stand there, cannot be looked at or written.
    ///
    /// - Parameter code: an `errno`.
    static func cannotWrite(_ path: String, _ code: Int32) -> DiagnosedFailure {
        DiagnosedFailure(PipelinesDiagnostics.cannotWrite(path, reason: SystemReason.wording(code)))
    }
}
