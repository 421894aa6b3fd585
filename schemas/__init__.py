"""What it is: the types that travel between the stages, and the dataset at rest. Imports nothing of ours."""
