"""`python -m pipeline.cli` is the same as `ziping`."""

from pipeline.cli import main

main(prog_name="ziping")
