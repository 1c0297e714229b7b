"""The sweep for due reminders beside a raw loop in SQL that claims as many rows and inserts as many, in one run (`make bench-sweep`)."""
