"""What can be chosen about a removal, and how it reads (DOMAIN 5.2, 5.3, 8.3)."""

METHODS = {
    "deleted": "I deleted it",
    "edited": "I edited it",
    "untagged": "I took the tag or name off",
    "left": "I left the group or chat",
    "hidden": "I made it private or changed the settings",
    "other": "Another way",
}

# how somebody looked who took no picture (DOMAIN 5.3): the address and the time are kept beside it
LOOKS = {
    "signed_out": "I opened the address, signed out and in a private window",
    "shown": "I was shown the screen of somebody who can see it",
    "declared": "I have a signed statement, because only the person can see it",
}
# what makes four hours of twenty-four (DOMAIN 8.3 removal_urgent)
URGENT_SIGNS = {
    "child": "It shows a child or lets one be recognised",
    "special": "It tells specially protected information, such as health or safeguarding",
    "spreading": "It is spreading: shared, copied or in the press",
}
