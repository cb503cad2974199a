# Files that cannot be read one after the other: each names a type of the next, and the last one of the first.
import collections, sys

MOST = 2


def mistakes(files):
    modules = collections.defaultdict(list)
    for file in files:
        if file.name.startswith("Sources/"):
            modules[file.module].append(file)
    for module in modules.values():
        for circle in circles(references(module)):
            if len(circle) > MOST:
                names = ", ".join(sorted(circle))
                yield f"a circle of {len(circle)} files, expected at most {MOST} that name each other's types: {names}"


def references(files):
    """By file, the files of its module whose types it names."""
    owners = collections.defaultdict(set)
    for file in files:
        for name in file.types:
            owners[name].add(file.name)
    return {
        file.name: {owner for word in file.words for owner in owners.get(word, ()) if owner != file.name}
        for file in files
    }


def circles(graph):
    """The strongly connected parts of a graph (Tarjan)."""
    sys.setrecursionlimit(10_000)
    order, lowest, stack, parts = {}, {}, [], []

    def visit(node):
        order[node] = lowest[node] = len(order)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in order:
                visit(other)
                lowest[node] = min(lowest[node], lowest[other])
            elif other in stack:
                lowest[node] = min(lowest[node], order[other])
        if lowest[node] == order[node]:
            place = stack.index(node)
            parts.append(stack[place:])
            del stack[place:]

    for node in sorted(graph):
        if node not in order:
            visit(node)
    return parts
