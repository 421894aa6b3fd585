"""What people say of findings and readings: kept beside the dataset, laid over it, never into it."""

from ziping.pipeline.reviews.acts import Act, Place, read_acts
from ziping.pipeline.reviews.current import corrections_of, fitted
from ziping.pipeline.reviews.fitting import Fitted, fit
from ziping.pipeline.reviews.store import add, load

__all__ = ["Act", "Fitted", "Place", "add", "corrections_of", "fit", "fitted", "load", "read_acts"]
