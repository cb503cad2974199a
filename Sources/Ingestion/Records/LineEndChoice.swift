// The line ends that may be expected of a file.

/// How rows end, as the user declares it.
enum LineEndChoice: String, CaseIterable, Sendable {
    case lf, crlf, cr
}
