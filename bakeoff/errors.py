"""What Bakeoff raises on purpose.

    BakeoffError                  str() of each is fit to show to a person
    ├── SettingsError             something the operator must set or mend before anything is sent
    ├── InvalidRequestError       the comparison can't be sent; .problems maps field to sentence
    ├── CatalogueError            no model list, neither fresh nor stored
    ├── DemoGatewayError          the demo gateway could not be started
    ├── OutputFileError           a file that was asked for can't be written
    └── UnreadableCsvError        a file that `read_csv` can't give back as a frame

One model's failure is not raised: it is a `Failure` on that completion's record.
"""

from collections.abc import Mapping


class BakeoffError(Exception):
    """Anything that Bakeoff raises on purpose; its text says what happened and what to do."""


class SettingsError(BakeoffError):
    """A setting is missing or can't be used; nothing was sent."""


class InvalidRequestError(BakeoffError):
    """A comparison that can't be sent as it stands; nothing was sent."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        """Field (such as `prompt` or `entries[1].temperature`) to what is wrong and what to do."""
        super().__init__(" ".join(self.problems.values()))


class CatalogueError(BakeoffError):
    """The list of models could not be read and no stored copy exists."""


class DemoGatewayError(BakeoffError):
    """The demo gateway did not start, or did not say where it listens."""


class OutputFileError(BakeoffError):
    """A file that the results were to go to can't be written."""


class UnreadableCsvError(BakeoffError):
    """A CSV file that is not one of ours, or was damaged on the way."""
