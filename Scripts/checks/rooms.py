# How a room looks: the sentence that opens it, its length and width, and calls that may crash on a user's input.
import re

LONGEST, LONGEST_TEST, WIDEST = 400, 700, 140
CRASHES = re.compile(r"\btry!|\bfatalError\(|\bpreconditionFailure\(|\bas!|\bunsafelyUnwrapped\b")


def mistakes(files):
    for file in files:
        is_test = file.name.startswith("Tests/")
        longest = LONGEST_TEST if is_test else LONGEST
        if not re.match(r"// \S.*\S", file.lines[0]) or file.lines[0].startswith("// swift-tools"):
            yield f"{file.name}:1: expected a sentence that says what this file is for"
        if len(file.lines) > longest:
            yield f"{file.name}: expected at most {longest} lines, found {len(file.lines)}; which two rooms is this?"
        in_product = file.name.startswith("Sources/") and "TestSupport" not in file.name
        for number, line in enumerate(file.lines, 1):
            if len(line) > WIDEST and not is_test:
                yield f"{file.name}:{number}: expected at most {WIDEST} characters, found {len(line)}"
            if line != line.rstrip():
                yield f"{file.name}:{number}: blanks at the end of the line"
            if in_product and CRASHES.search(line.split("//")[0]):
                yield f"{file.name}:{number}: a call that may crash on a user's input"
