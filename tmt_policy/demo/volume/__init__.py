"""Volume: any number of reports in the demo's trust, for whoever wants to see the system with as many as a large trust has in ten years.

A dozen reports are really sent, by the services, and rolled back (`mould`); their rows are stamped again and again under other ids, at
other moments (`press`), and inserted in batches (`making`). So a report of the volume has the rows of a report that somebody sent.
"""
