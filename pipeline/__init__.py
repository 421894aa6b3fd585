"""What we do: everything that touches disk, processes, engines and people."""
