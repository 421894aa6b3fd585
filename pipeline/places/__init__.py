"""Where a public body is: province, city, county and GB/T 2260 code, and its name without them."""

from ziping.pipeline.places.body_names import body_name
from ziping.pipeline.places.resolve import Region, region_of

__all__ = ["Region", "body_name", "region_of"]
