"""Boxes that hang on each other, roots at the left: tidy columns, or an outline where the columns would be too narrow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.documents.lettering import LINE, wrap
from core.documents.palette import ink_on
from core.documents.svg.canvas import SMALL, TEXT, Canvas, height_of
from core.pictures import Node, Tone, Tree

BETWEEN = 26.0  # room for the lines between two columns
APART = 8.0
NARROWEST, WIDEST = 118.0, 250.0
INDENT = 28.0
ONE_BAND = 12  # leaves that one column takes before a wide sheet gets two


@dataclass
class Box:
    """A node with its place."""

    node: Node
    depth: int
    children: list["Box"] = field(default_factory=list)
    x: float = 0
    y: float = 0
    w: float = 0
    h: float = 0


def draw(canvas: Canvas, picture: Tree) -> None:
    """Print it."""
    roots = rooted(picture.nodes)
    depth = max((box.depth for root in roots for box in walk(root)), default=0) + 1
    room = (canvas.width - 2 - BETWEEN * (depth - 1)) / depth
    if room < NARROWEST:
        _outline(canvas, roots)
        return
    roomy = (canvas.width - BETWEEN) / 2 >= depth * (NARROWEST + 30) + BETWEEN * depth
    if roomy and sum(_leaves(root) for root in roots) > ONE_BAND:
        _columns(canvas, _halved(roots), depth, 2)
    else:
        _columns(canvas, roots, depth, 1)


def rooted(nodes: Sequence[Node]) -> list[Box]:
    """The nodes as boxes under their parents; one whose parent is missing, or that hangs on itself, is a root."""
    boxes = {node.id: Box(node, 0) for node in nodes}
    roots = []
    for box in boxes.values():
        parent = boxes.get(box.node.parent or "")
        if parent is None or _circles(box.node, boxes):
            roots.append(box)
        else:
            parent.children.append(box)
    for root in roots:
        _deepen(root, 0)
    return roots


def _circles(node: Node, boxes: dict[str, Box]) -> bool:
    """Whether going up from a node leads back to it."""
    seen, up = {node.id}, node.parent
    while up and up in boxes:
        if up in seen:
            return up == node.id
        seen.add(up)
        up = boxes[up].node.parent
    return False


def _deepen(box: Box, depth: int) -> None:
    box.depth = depth
    for child in box.children:
        _deepen(child, depth + 1)


def walk(box: Box) -> Iterator[Box]:
    """A box and all that hangs on it."""
    yield box
    for child in box.children:
        yield from walk(child)


def _leaves(box: Box) -> int:
    return sum(1 for each in walk(box) if not each.children)


def _halved(roots: list[Box]) -> list[Box]:
    """Roots for two bands: one that outweighs all others stands at the head of each, over half of its branches."""
    largest = max(roots, key=_leaves)
    total = sum(_leaves(root) for root in roots)
    if _leaves(largest) < 0.6 * total or len(largest.children) < 2:
        return roots
    leaves = [_leaves(child) for child in largest.children]
    cut = min(range(1, len(leaves)), key=lambda n: abs(sum(leaves[:n]) - total / 2))
    halves = [Box(largest.node, 0, largest.children[:cut]), Box(largest.node, 0, largest.children[cut:])]
    return [each for root in roots for each in (halves if root is largest else [root])]


def _columns(canvas: Canvas, roots: list[Box], depth: int, bands: int) -> None:
    band = (canvas.width - 2 - BETWEEN * 1.5 * (bands - 1)) / bands
    room = min((band - BETWEEN * (depth - 1)) / depth, WIDEST)
    for root in roots:
        _measure(root, room)
    heights = [_place(root, 1, 0, room) for root in roots]
    cuts = range(1, len(roots)) if bands > 1 else ()
    second = min(cuts, key=lambda n: max(sum(heights[:n]), sum(heights[n:])), default=len(roots))
    left, y, bottom = 1.0, 2.0, 2.0
    for position, root in enumerate(roots):
        if position == second:
            left, y = 1 + band + BETWEEN * 1.5, 2.0
        y = _place(root, left, y, room) + APART
        bottom = max(bottom, y)
        _print(canvas, root)
    canvas.height = bottom


def _measure(box: Box, room: float) -> None:
    box.w = room
    text = height_of(wrap(box.node.text, room - _inset(box.node), TEXT, box.depth == 0, 5))
    remark = height_of(wrap(box.node.remark, room - _inset(box.node), SMALL, most=3), SMALL) if box.node.remark else 0
    box.h = text + remark + 11
    for child in box.children:
        _measure(child, room)


def _inset(node: Node) -> float:
    return 40.0 if node.tone in (Tone.WARNING, Tone.ALARM) else 20.0


def _place(box: Box, left: float, top: float, room: float) -> float:
    """Leaves one under another, parents beside the middle of their children; gives the bottom."""
    box.x = left + box.depth * (room + BETWEEN)
    if not box.children:
        box.y = top
        return top + box.h + APART
    bottom = top
    for child in box.children:
        bottom = _place(child, left, bottom, room)
    first, last = box.children[0], box.children[-1]
    box.y = (first.y + first.h / 2 + last.y + last.h / 2) / 2 - box.h / 2
    if box.y < top:  # a parent taller than its children pushes them down
        lower = top - box.y
        for each in walk(box):
            each.y += lower
        bottom += lower
    return max(bottom, box.y + box.h + APART)


def _print(canvas: Canvas, box: Box) -> None:
    for child in box.children:
        start, end = (box.x + box.w, box.y + box.h / 2), (child.x, child.y + child.h / 2)
        half = (start[0] + end[0]) / 2
        canvas.path(f"M{start[0]:.1f},{start[1]:.1f}H{half:.1f}V{end[1]:.1f}H{end[0]:.1f}", canvas.palette.line, thick=1.4)
        _print(canvas, child)
    _box(canvas, box)


def _box(canvas: Canvas, box: Box) -> None:
    colours, node = canvas.palette, box.node
    is_root = box.depth == 0 and node.tone in (Tone.PLAIN, Tone.ACCENT)
    ground = colours.accent if is_root else colours.soft_of(node.tone)
    edge = colours.accent if node.tone in (Tone.PLAIN, Tone.ACCENT) else colours.strong(node.tone)
    ink = ink_on(ground) if is_root else colours.text
    dash = "10 5" if node.tone is Tone.MUTED else ""
    canvas.rect(
        box.x,
        box.y,
        box.w,
        box.h,
        ground,
        colours.line if node.tone is Tone.PLAIN and not is_root else edge,
        5,
        stroke_dasharray=dash,
        stroke_width=1.2,
    )
    room = box.w - _inset(node)
    y = canvas.wrapped(box.x + 10, box.y + 5, node.text, room, TEXT, 5, box.depth == 0, ink)
    if node.remark:
        canvas.wrapped(box.x + 10, y, node.remark, room, SMALL, 3, colour=ink if is_root else colours.muted)
    canvas.sign(box.x + box.w - 15, box.y + 5 + TEXT * LINE / 2, node.tone)


def _outline(canvas: Canvas, roots: list[Box]) -> None:
    """Each node in its own row, deeper ones further right: any depth stays readable."""
    y = 2.0
    for root in roots:
        for box in walk(root):
            box.x = 1 + min(box.depth * INDENT, canvas.width * 0.55)
            box.w, box.y = canvas.width - box.x - 1, y
            children, box.children = box.children, []
            _measure(box, box.w)
            box.children = children
            y += box.h + 6
        _outlined(canvas, root)
    canvas.height = y


def _outlined(canvas: Canvas, box: Box) -> None:
    for child in box.children:
        if child.x > box.x:
            canvas.path(f"M{box.x + 12:.1f},{box.y + box.h:.1f}V{child.y + child.h / 2:.1f}H{child.x:.1f}", canvas.palette.line, thick=1.4)
        _outlined(canvas, child)
    _box(canvas, box)
