"""Two Ray nodes on one machine, started by the tests themselves."""
