"""What people say of findings and readings: kept beside the dataset, laid over it, never into it."""

from ziping.pipeline.reviews.acts import Act, Place, act_of, read_acts
from ziping.pipeline.reviews.current import corrected_tables, corrections_of, fitted, refused
from ziping.pipeline.reviews.fitting import Fitted, fit
from ziping.pipeline.reviews.renewed import renewed
from ziping.pipeline.reviews.store import Journal, add, load
from ziping.pipeline.reviews.typed import Refused

__all__ = [
    "Act",
    "Fitted",
    "Journal",
    "Place",
    "Refused",
    "act_of",
    "add",
    "corrected_tables",
    "corrections_of",
    "fit",
    "fitted",
    "load",
    "read_acts",
    "refused",
    "renewed",
]
