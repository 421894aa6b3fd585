"""The rules: one generator of findings for every identity of the contract."""
