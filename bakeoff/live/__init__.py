"""A run as browsers follow it: rendered once, and each follower sent only what it lacks.

No transport is known here: a batch is a JSON-ready dict, whoever carries it.
"""

from bakeoff.live.follower import Follower
from bakeoff.live.have import Have
from bakeoff.live.view import RunView

__all__ = ["Follower", "Have", "RunView"]
