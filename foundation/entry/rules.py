"""How somebody gets their first sign-in, and what is refused. Pure."""

from datetime import timedelta

LASTS = timedelta(days=14)  # an invitation
AGAIN_AFTER = timedelta(days=7)  # nobody who has not come is reminded sooner
BACK = "/accounts/openid/{}/back/"  # where a provider sends people back to; its administrator has registered it there

# how far somebody is with a sign-in
COME, NOT_YET, INVITED, UNINVITED, NO_ADDRESS = "Yes", "Can, and has not come yet", "Invited", "Not invited", "No e-mail address"

NOT_OURS = "Nobody here is joined to that account."
TAKEN = "That account is joined to somebody else here. Sign out of it there, then begin again with your own."
ANOTHER = "You signed in there as somebody else than here."
OVER = "This invitation has been used, or it is too old."
ANEW = "That passkey was not kept, because this page was opened again or for somebody else meanwhile. Make it once more."
HAS_ONE = "They can sign in already, have left, or have no e-mail address. Nobody was invited."
NOBODY = "Everybody with an e-mail address has a way in or an invitation that works."
SLOW_DOWN = "This has been tried too often. Wait five minutes, then try again."
