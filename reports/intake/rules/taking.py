"""Where the trust takes no reports yet: not before somebody is there to read them."""

NOT_YET = (
    "The trust is still setting this up, so nothing can be reported here yet. In danger, call 999 now. Tell your headteacher or the "
    "designated safeguarding lead of your academy in person or by phone."
)
