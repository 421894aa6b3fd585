"""Tables made plain before anything is read: halves side by side, and cells that hold several things, each get places of their own."""
