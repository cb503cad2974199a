# Swift files as the checks look at them: code without comments and texts, and what each file declares.
import functools, pathlib, re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PARTS = re.compile(r'//[^\n]*|/\*.*?\*/|#*"""(?:\\.|.)*?"""#*|"(?:\\\(|\\.|[^"\\\n])*"', re.S)
DECLARED = re.compile(
    r"^(?:@\w+(?:\([^)]*\))?\s+)*(?:package |public |private |fileprivate |final |indirect )*"
    r"(?:struct|enum|class|protocol|actor|typealias) +`?(\w+)", re.M)


class SwiftFile:
    """One file: its lines, its code with comments and the insides of texts blanked out, and the types it declares at its top level."""

    def __init__(self, path):
        self.path = path
        self.name = path.relative_to(ROOT).as_posix()
        self.module = self.name.split("/")[1]
        self.text = path.read_text(encoding="utf-8")
        self.lines = self.text.split("\n")

    @functools.cached_property
    def code(self):
        """The code: comments blank, texts reduced to what stands in their interpolations."""
        return PARTS.sub(lambda part: self.shown(part.group(0)), self.text)

    @staticmethod
    def shown(part):
        if part.startswith(("//", "/*")):
            return "\n" * part.count("\n")
        if part.startswith(('"', '#"')) and len(part) > 1:
            return '"' + " ".join(re.findall(r"\\\((.*?)\)", part, re.S)) + '"' + "\n" * part.count("\n")
        return part

    @functools.cached_property
    def types(self):
        return set(DECLARED.findall(self.code))

    @functools.cached_property
    def words(self):
        return set(re.findall(r"\w+", self.code))


def swift_files(*folders):
    return [SwiftFile(path) for folder in folders for path in sorted((ROOT / folder).glob("**/*.swift"))]
