"""`ziping review`: the auditors' page served on this machine, so that findings are judged and readings corrected there."""

from ziping.pipeline.review_server.serving import Address, serve

__all__ = ["Address", "serve"]
