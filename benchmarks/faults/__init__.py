"""Every fault the reminders are promised to survive, really made to happen to real processes, and what came of it (`make faults`)."""
