# What is declared and named nowhere else: dead code.
import collections, re

# Cases of enumerations are left to the compiler, whose switches name them all, and to pipeline files, which name them by their words.
DECLARED = re.compile(r"\b(?:func|var|let|struct|enum|class|protocol|typealias|actor) +`?([A-Za-z_]\w*)")
# Called by the compiler or by a library.
CALLED_BY_OTHERS = {"appendInterpolation", "allValueStrings", "Program"}
# A library of pure functions, proven one by one; and what tests must see of the inside.
ONLY_TESTED = {"isAvailable"}
LIBRARIES = ("Sources/Statistics/",)


def is_product(file):
    return file.name.startswith("Sources/") and not re.match(
        r"Sources/(TestSupport|ExportGenerator|generate-fixtures)/", file.name)


def mistakes(files):
    product, other = collections.Counter(), collections.Counter()
    for file in files:
        (product if is_product(file) else other).update(re.findall(r"\w+", file.code))
    for file in filter(is_product, files):
        for found in DECLARED.finditer(file.code):
            name = found.group(1)
            if name == "_" or name in CALLED_BY_OTHERS or name in ONLY_TESTED or product[name] > 1:
                continue
            if file.name.startswith(LIBRARIES) and other[name]:
                continue
            number = file.code.count("\n", 0, found.start()) + 1
            who = "only tests name" if other[name] else "nothing names"
            yield f"{file.name}:{number}: {who} '{name}'"
