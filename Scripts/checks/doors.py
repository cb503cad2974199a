# Doors between the rooms without a word on what lies behind: types and functions that other modules may call.
import re

DOOR = re.compile(
    r"\s*(?:@\w+(?:\([^)]*\))? )*package (?:static |mutating |final |indirect |consuming )*"
    r"(func|struct|enum|class|protocol|actor)\b\s*`?(\w+|\W+)")


def mistakes(files):
    files = [file for file in files if re.match(r"Sources/(?!TestSupport|ExportGenerator)", file.name)]
    promised = {name for file in files for name in promises(file)}
    for file in files:
        # A sentence to the user says itself what it is.
        if file.name.endswith("Diagnostics.swift"):
            continue
        for index, line in enumerate(file.lines):
            door = DOOR.match(line)
            if not door or is_one_line(line) or is_explained(file.lines, index):
                continue
            kind, name = door.groups()
            # What a protocol promises is explained there; what Swift's own ask for is known to all.
            if kind == "func" and (name in promised or name == "hash" or not name[0].isalpha()):
                continue
            yield f"{file.name}:{index + 1}: '{name}' is a door of its module and has no doc comment"


def is_one_line(line):
    """Whether a function's body on the same line says what it does."""
    return line.rstrip().endswith("}") and " func " in f" {line}"


def is_explained(lines, index):
    while index > 0 and lines[index - 1].strip().startswith("@"):
        index -= 1
    return index > 0 and lines[index - 1].strip().startswith("///")


def promises(file):
    """The names of the functions that the file's protocols ask for."""
    for body in re.findall(r"^(?:package )?protocol [^{]*\{(.*?)^\}", file.code, re.S | re.M):
        yield from re.findall(r"\bfunc +`?(\w+)", body)
