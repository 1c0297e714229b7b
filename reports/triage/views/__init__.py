"""Pages of triage: the queue, a report, and each move on a page of its own."""
