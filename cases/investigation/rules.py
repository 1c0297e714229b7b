"""Answers to being asked to investigate, and how the person concerned was heard."""

ASKED, ACCEPTED, DECLINED, STOOD_DOWN, TAKEN_BACK, RELIEVED = "asked", "accepted", "declined", "stood_down", "taken_back", "relieved"
ANSWERS = {ASKED: "Asked", ACCEPTED: "Accepted", DECLINED: "Declined", STOOD_DOWN: "Stepped back", TAKEN_BACK: "No longer asked",
           RELIEVED: "Cannot go on"}  # fmt: skip
STANDING = (ASKED, ACCEPTED)

# what can become of an investigation before its decision (DOMAIN 9.2)
DISCONTINUED, RETURNED, REOPENED = "discontinued", "returned", "reopened"
TURNS = {DISCONTINUED: "Ended early", RETURNED: "Given back to the investigator", REOPENED: "Opened again"}

# DOMAIN 9.2 submit_report: the person had the chance to respond, or the refusal is recorded
HEARD = {
    "heard": "They gave their account",
    "declined": "They were asked and chose not to",
    "unable": "They could not be asked: the report says why",
}
