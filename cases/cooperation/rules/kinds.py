"""What can be asked of somebody (DOMAIN 5.4): never a password, and no kind has a place for one."""

from dataclasses import dataclass

WRITTEN_ACCOUNT, SUBMIT_COPIES, PRESERVE = "WRITTEN_ACCOUNT", "SUBMIT_COPIES", "PRESERVE"
ATTEND_INTERVIEW, SUPERVISED_SESSION = "ATTEND_INTERVIEW", "SUPERVISED_SESSION"
RETURN_TRUST_DEVICE, TRUST_ACCOUNT_TRANSFER = "RETURN_TRUST_DEVICE", "TRUST_ACCOUNT_TRANSFER"
CODES = (ATTEND_INTERVIEW, WRITTEN_ACCOUNT, SUBMIT_COPIES, SUPERVISED_SESSION, PRESERVE, RETURN_TRUST_DEVICE, TRUST_ACCOUNT_TRANSFER)
ACKNOWLEDGE, RESPOND = "coop_ack", "coop_response"


@dataclass(frozen=True)
class Kind:
    """One thing that can be asked. `clocks` begin when the person has been told; `answers`: they answer in words or files here;
    `kept`: it goes on until it is lifted; `terms`: what they read beside it, a sentence each."""

    code: str
    label: str
    hint: str
    what: str
    clocks: tuple[str, ...]
    terms: tuple[str, ...]
    answers: bool = False
    kept: bool = False

    @property
    def dated(self) -> bool:
        """Whether there is a date that can be moved."""
        return RESPOND in self.clocks


_COPIES = "Send copies only of what is asked for. Cover the names and messages of others where you can."
KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            WRITTEN_ACCOUNT, "Written account", "They write down in their own words what happened.", "What should they write about?",
            (ACKNOWLEDGE, RESPOND),
            ("Write in your own words. You can add files.", "You can have somebody help you, such as your union."), answers=True,
        ),
        Kind(
            SUBMIT_COPIES, "Copies", "They send their own screenshots, messages or a download of their data.",
            "Which copies should they send?", (ACKNOWLEDGE, RESPOND),
            (_COPIES, "You make the copies yourself. Nobody asks for your phone or for a way into your account."), answers=True,
        ),
        Kind(
            PRESERVE, "Keep, do not delete", "They keep what they have until this is over. Nobody looks at it.",
            "What should they keep?", (ACKNOWLEDGE,),
            (
                "Keep it as it is. Do not delete, change or send it on.",
                "Nobody looks at it because of this, and you need not show it.",
                "You are told when you need not keep it any more.",
            ),
            kept=True,
        ),
    )
}  # fmt: skip
# states of the case in which each can be asked for: what is there is kept from the first day on
ASKABLE = {code: frozenset({"INVESTIGATING"}) | (frozenset({"SCOPING"}) if kind.kept else frozenset()) for code, kind in KINDS.items()}
