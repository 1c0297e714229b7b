"""Clocks without a database: the calendar, what falls due when, who is reminded when, and a deadline as a fold over its ledger."""
