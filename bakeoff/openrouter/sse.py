"""Server-sent events out of bytes that may be cut anywhere.

Text is not decoded here: events are found by their line breaks, which are ASCII, so that broken
UTF-8 is seen by whoever reads the event it is in.
"""

BOM = b"\xef\xbb\xbf"
MAX_EVENT_BYTES = 32 * 1024 * 1024


class EventTooLargeError(Exception):
    """One event is larger than any answer's chunk."""


class SseDecoder:
    """Takes the bytes as they come and gives the data of each event that is whole."""

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES) -> None:
        self.comments = 0
        """Comment lines so far, such as keep-alives."""

        self._max_event_bytes = max_event_bytes
        self._line = bytearray()
        self._data: list[bytes] = []
        self._size = 0
        self._skip_lf = False
        self._may_have_bom = True

    def feed(self, piece: bytes) -> list[bytes]:
        r"""Return the data of the events that this piece completes, without the `data:` fields.

        Raises:
            EventTooLargeError: an event grew beyond every measure.
        """
        if (
            not self._line
            and not self._data
            and not self._skip_lf
            and piece[:6] == b"data: "
            and piece[-2:] == b"\n\n"
            and b"\r" not in piece
        ):
            # What providers send nearly always: whole one-line events.
            self._may_have_bom = False
            events = piece[:-2].split(b"\n\n")
            if all(event[:6] == b"data: " and b"\n" not in event for event in events):
                return [event[6:] for event in events]
        return self._feed_lines(piece)

    def _feed_lines(self, piece: bytes) -> list[bytes]:
        if self._skip_lf and piece:
            self._skip_lf = False
            if piece[0] == 0x0A:
                piece = piece[1:]
        self._skip_lf = self._skip_lf or piece[-1:] == b"\r"
        *whole, rest = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        events: list[bytes] = []
        for end in whole:
            self._line += end
            self._take_line(bytes(self._line), events)
            self._line.clear()
        self._line += rest
        if len(self._line) + self._size > self._max_event_bytes:
            raise EventTooLargeError
        return events

    def _take_line(self, line: bytes, events: list[bytes]) -> None:
        if self._may_have_bom:
            self._may_have_bom = False
            line = line.removeprefix(BOM)
        if not line:
            if self._data:
                events.append(b"\n".join(self._data))
                self._data, self._size = [], 0
        elif line[:5] == b"data:":
            value = line[6:] if line[5:6] == b" " else line[5:]
            self._data.append(value)
            self._size += len(value)
        elif line == b"data":
            self._data.append(b"")
        elif line[:1] == b":":
            self.comments += 1

    def close(self) -> list[bytes]:
        """Return the data of an event that the end of the stream left without its blank line."""
        events: list[bytes] = []
        if self._line:
            self._take_line(bytes(self._line), events)
            self._line.clear()
        self._take_line(b"", events)
        return events
