"""Which tool call a piece belongs to, when its index may be missing, repeated or absurd."""


class ToolCallPositions:
    """Gives the tool calls of one stream dense places, in the order in which they appear."""

    __slots__ = ("_at", "_by_index", "_count", "_ids")

    def __init__(self) -> None:
        self._count = 0
        self._at = -1
        self._by_index: dict[int, int] = {}
        self._ids: dict[int, str] = {}

    def position(self, index: object, call_id: str | None, name: str | None) -> int:
        """Return the place of the call that a piece with this index, id and name belongs to."""
        known = self._known(index, call_id, name)
        if known is None:
            known, self._count = self._count, self._count + 1
            if isinstance(index, int):
                self._by_index[index] = known
        if call_id:
            self._ids.setdefault(known, call_id)
        self._at = known
        return known

    def _known(self, index: object, call_id: str | None, name: str | None) -> int | None:
        if isinstance(index, int):
            at = self._by_index.get(index)
            # Some providers send every whole call under index 0, each with an id of its own.
            return at if at is not None and self._may_be(at, call_id) else None
        if call_id:
            return next((at for at, known in self._ids.items() if known == call_id), None)
        return None if name or self._at < 0 else self._at

    def _may_be(self, at: int, call_id: str | None) -> bool:
        return call_id is None or self._ids.get(at, call_id) == call_id
