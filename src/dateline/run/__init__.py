"""The only wiring: each command of Dateline as a function of the same name, one subject a module."""
