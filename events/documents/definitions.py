"""The definitions on which a function of the program depends, read from the source code: a text that changes when a rule does.

Comments, docstrings, descriptions and layout do not count. The text is the same on every version of Python, and no
module is imported to find it.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = "events."
# The package that lists the tables: serializers describe their columns, and migrations change them.
TABLES = "events.models"
# Parts of the syntax tree that say nothing about what is done
SILENT_FIELDS = {"ctx", "kind", "returns", "type_comment"}
SILENT_KEYWORDS = {"help_text"}


class Source:
    """The source code of a program, each module read once."""

    def __init__(self, root=ROOT):
        self.root = root
        self._modules, self._definitions = {}, {}

    def definitions(self, *names):
        """Return {name: text} of the definitions with these names (`events.module.name`) and of all that they use."""
        found, pending = {}, list(names)
        while pending:
            name = pending.pop()
            if name not in found:
                if name not in self._definitions:
                    self._definitions[name] = self._definition(name)
                found[name], used = self._definitions[name]
                pending += used
        return found

    def _definition(self, dotted):
        """Return (text, names of what it uses) of one definition, or of a whole module."""
        name, path = self._split(dotted)
        if name == TABLES:
            return "", []
        module = self._module(name)
        if not path:
            return "", [f"{name}.{one}" for one in module.defined]
        if path[0] in module.imported:
            return "", [module.imported[path[0]]]
        nodes = module.defined.get(path[0], [])
        for inner in path[1:]:
            nodes = [one for node in nodes for one in node.body if inner in _assigned(one)]
        if not nodes:
            raise LookupError(f"There is no definition of {dotted}.")
        used = set()
        # A statement of any other kind may change whatever its module defines.
        texts = [_text(node, used) for node in (*nodes, *module.others)]
        ours = [f"{name}.{one}" for one in used & module.defined.keys()]
        for one in sorted(used & module.imported.keys()):
            target = module.imported[one]
            if target.startswith(OURS):
                ours.append(target)
            else:
                texts.append(f"{one} is {target}")
        return "\n".join(texts), ours + [one for one in used if one.startswith(OURS)]

    def _split(self, dotted):
        """Return (module, names inside of it) of a dotted name."""
        parts = dotted.split(".")
        for end in range(len(parts), 0, -1):
            name = ".".join(parts[:end])
            if self._file(name):
                return name, parts[end:]
        raise LookupError(f"There is no module of {dotted}.")

    def _file(self, name):
        path = self.root.joinpath(*name.split("."))
        files = (path.with_suffix(".py"), path / "__init__.py")
        return next((file for file in files if file.is_file()), None)

    def _module(self, name):
        if name not in self._modules:
            self._modules[name] = _Module(self._file(name).read_text(encoding="utf-8"))
        return self._modules[name]


class _Module:
    """The statements of a module: `defined` by name, `imported` {name: dotted name}, and `others`."""

    def __init__(self, text):
        self.defined, self.imported, self.others = {}, {}, []
        for node in _without_docstring(ast.parse(text).body):
            if isinstance(node, ast.Import | ast.ImportFrom):
                self.imported |= _imported(node)
            elif names := _assigned(node):
                for name in names:
                    self.defined.setdefault(name, []).append(node)
            else:
                self.others.append(node)


def _imported(node):
    """Return {name: dotted name of what it is} of an import."""
    if isinstance(node, ast.ImportFrom):
        return {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return {one.asname or one.name.partition(".")[0]: one.name for one in node.names}


def _assigned(node):
    """Return the names that a statement defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = [one for target in targets for one in getattr(target, "elts", [target])]
        if all(isinstance(one, ast.Name) for one in names):
            return [one.id for one in names]
    return []


def _text(node, used):
    """Return what a part of the syntax tree says, and add the names that occur in it to `used`."""
    if isinstance(node, list):
        return f"[{','.join([_text(one, used) for one in node])}]"
    if not isinstance(node, ast.AST):
        return ascii(node)
    if isinstance(node, ast.Name):
        used.add(node.id)
    elif isinstance(node, ast.Import | ast.ImportFrom):
        used.update(_imported(node).values())
    parts = []
    for name, value in ast.iter_fields(node):
        if name == "body" and isinstance(value, list):
            value = _without_docstring(value)
            if isinstance(node, ast.ClassDef) and _is_closed_list(node):
                value = [_without_label(one) for one in value]
        elif name == "keywords":
            value = [one for one in value if one.arg not in SILENT_KEYWORDS]
        # Empty fields are left out: a later Python has fields that an earlier one has not.
        if value is not None and value != [] and name not in SILENT_FIELDS:
            parts.append(f"{name}={_text(value, used)}")
    return f"{type(node).__name__}({','.join(parts)})"


def _without_docstring(body):
    first = body[0].value if body and isinstance(body[0], ast.Expr) else None
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return body[1:]
    return body


def _is_closed_list(node):
    """Return whether a class is one of Django's lists of choices."""
    return any(
        isinstance(one, ast.Attribute) and one.attr.endswith("Choices") for one in node.bases
    )


def _without_label(node):
    """Return the value of a choice: its label only says what it means."""
    value = getattr(node, "value", None)
    return [node.targets, value.elts[0]] if isinstance(value, ast.Tuple) else node
