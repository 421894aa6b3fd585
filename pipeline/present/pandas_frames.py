"""Tables of Arrow as pandas frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Numbers = Literal["decimal", "float"]


def framed(table: pa.Table, numbers: Numbers) -> pd.DataFrame:
    """The table as a frame.

    Args:
        table: The table.
        numbers: `decimal` keeps Arrow's types, figures exact; `float` gives float64 and types of numpy, that `describe`, ratios
            and statistics take.
    """
    import pandas as pd
    import pyarrow as pa

    if numbers == "decimal":
        exact: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
        return exact
    loose = [
        pa.field(f.name, pa.float64(), metadata=f.metadata) if pa.types.is_decimal(f.type) else f for f in table.schema
    ]
    frame: pd.DataFrame = table.cast(pa.schema(loose)).to_pandas()
    return frame
