"""The command line: the contract for machines, and the newcomer's first look."""
