"""One tree of errors: what happened, where, and what to do next, in Swedish.

The message of every class below is meant for a person and may be shown on a page or printed by a
command as it stands. It never holds a value from a row about an individual.
"""


class InsatskollenError(Exception):
    """Something went wrong that a person can be told about. `str(error)` is the Swedish sentence."""


class SettingError(InsatskollenError):
    """A setting or an option of a command is missing or contradicts another."""


class StoreError(InsatskollenError):
    """The store cannot be reached, is too old, or lacks rights."""


class StoreUnavailable(StoreError):
    """The database does not answer (just now)."""


class DeliveryError(InsatskollenError):
    """A delivery cannot be used as it is: nothing of it was loaded."""


class MappingError(DeliveryError):
    """A mapping in etl/sources says something that cannot be followed."""


class AccessError(InsatskollenError):
    """Somebody asked for what their grant does not open."""


class QueryError(InsatskollenError):
    """A question in queries/ is badly written or was asked with the wrong parameters."""


class ReportError(InsatskollenError):
    """A report to the board cannot be drafted, published or reproduced as asked."""
