"""Draw the small picture that the drawing model returns."""

import base64
import struct
import zlib
from random import Random

_SIDE = 48


def draw_png_url(random: Random) -> str:
    """Return a small gradient as a PNG in a data URL."""
    red, green, blue = (random.randrange(64, 256) for _ in range(3))
    rows = b"".join(
        b"\x00"
        + b"".join(
            bytes((red * x // _SIDE, green * y // _SIDE, blue * (x ^ y) // 64))
            for x in range(_SIDE)
        )
        for y in range(_SIDE)
    )
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    png = (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )
    return "data:image/png;base64," + base64.b64encode(png).decode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
