"""A page as a follower keeps it: operations and patches applied to a tree of elements."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr"}
CELLS = {"td", "th"}
RUN = re.compile(r"(\d+)([a-z]+|_)")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def append(self, child: "Element | str") -> None:
        if isinstance(child, str) and self.children and isinstance(self.children[-1], str):
            self.children[-1] += child
        elif child != "":
            self.children.append(child)

    def walk(self) -> "Iterable[Element]":
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in CELLS | {"tr"}:
            self._close_implied(CELLS if tag in CELLS else CELLS | {"tr"})
        element = Element(tag, dict(attrs))
        self.open[-1].append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        self._close_implied((CELLS | {"tr"}) - {tag})
        assert self.open[-1].tag == tag, f"{tag} closes {self.open[-1].tag}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].append(data)

    def _close_implied(self, tags: set[str]) -> None:
        while self.open[-1].tag in tags:
            self.open.pop()


def parse(html: str) -> Element:
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.root


class Page:
    def __init__(self, snapshot: str = "") -> None:
        self.root = parse(snapshot)
        self.slot = self._marked(self.root)
        self.open_html = ""

    def apply(self, operations: Iterable[Sequence[str | int]]) -> None:
        for code, *rest in operations:
            html = self._whole(rest)
            match code:
                case "b":
                    self._extend(self.root, html)
                case "o":
                    self._extend(self.root, html)
                    self.slot = self._marked(self.root)
                case "i":
                    self._extend(self._open_slot(), html)
                case "t":
                    self._open_slot().append(html)
                case "h":
                    self._colour(html)
                case "c":
                    del self._open_slot().attributes["data-slot"]
                    self.slot = None
                case "w":
                    assert self.slot is None
                    self.root = parse(html)

    def patch(self, kept: int, rest: str) -> None:
        units = self.open_html.encode("utf-16-le")[: 2 * kept]
        self.open_html = units.decode("utf-16-le") + rest

    def _whole(self, rest: list[str | int]) -> str:
        if len(rest) < 2:
            return str(rest[0]) if rest else ""
        kept, tail = rest
        assert isinstance(kept, int)
        return self.open_html.encode("utf-16-le")[: 2 * kept].decode("utf-16-le") + str(tail)

    def _extend(self, parent: Element, html: str) -> None:
        for child in parse(html).children:
            parent.append(child)

    def _open_slot(self) -> Element:
        assert self.slot is not None
        return self.slot

    def _marked(self, root: Element) -> Element | None:
        marked = [element for element in root.walk() if "data-slot" in element.attributes]
        assert len(marked) <= 1
        return marked[0] if marked else None

    def _colour(self, runs: str) -> None:
        slot = self._open_slot()
        units = slot.text.encode("utf-16-le")
        slot.children.clear()
        position = 0
        for length, style in RUN.findall(runs):
            text = units[position : position + 2 * int(length)].decode("utf-16-le")
            position += 2 * int(length)
            slot.append(text if style == "_" else Element("span", {"class": style}, [text]))
        assert position == len(units)
