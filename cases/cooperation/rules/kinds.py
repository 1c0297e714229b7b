"""What can be asked of somebody (DOMAIN 5.4): never a password, and no kind has a place for one."""

from dataclasses import dataclass

WRITTEN_ACCOUNT, SUBMIT_COPIES, PRESERVE = "WRITTEN_ACCOUNT", "SUBMIT_COPIES", "PRESERVE"
ATTEND_INTERVIEW, SUPERVISED_SESSION = "ATTEND_INTERVIEW", "SUPERVISED_SESSION"
RETURN_TRUST_DEVICE, TRUST_ACCOUNT_TRANSFER = "RETURN_TRUST_DEVICE", "TRUST_ACCOUNT_TRANSFER"
CODES = (ATTEND_INTERVIEW, WRITTEN_ACCOUNT, SUBMIT_COPIES, SUPERVISED_SESSION, PRESERVE, RETURN_TRUST_DEVICE, TRUST_ACCOUNT_TRANSFER)
ACKNOWLEDGE, RESPOND, MEET = "coop_ack", "coop_response", "coop_session"
LETTER, INVITATION = "cooperation-request", "interview-invitation"  # what is asked, for somebody who cannot sign in; a day
THEIRS = frozenset({ACKNOWLEDGE, RESPOND})  # clocks that ask something of the person; the others ask it of whoever investigates


@dataclass(frozen=True)
class Kind:
    """One thing that can be asked. `clocks` begin when the person has been told; `answers`: they answer in words or files here;
    `kept`: it goes on until it is lifted; `meets`: they come to it on a day that is arranged; `session`: they open an account on
    their own device there; `hands_over`: something of the trust's comes back; `terms`: what they read beside it, a sentence each."""

    code: str
    label: str
    hint: str
    what: str
    clocks: tuple[str, ...]
    terms: tuple[str, ...]
    answers: bool = False
    kept: bool = False
    meets: bool = False
    session: bool = False
    hands_over: bool = False

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
        Kind(
            ATTEND_INTERVIEW, "Interview", "They come to a talk and are heard. Somebody takes notes.", "What is the talk about?",
            (ACKNOWLEDGE, MEET),
            (
                "A day and a place are arranged with notice. You can ask for another day.",
                "You can bring a colleague or somebody from your union.",
                "It is a talk to find out what happened. It is not a hearing, and nothing is decided in it.",
                "Notes are taken. You read them afterwards, and can add what is missing or say why you do not sign them.",
            ),
            meets=True,
        ),
        Kind(
            SUPERVISED_SESSION, "Supervised session",
            "They open their account on their own device, and show what was agreed and nothing else. HR and data protection agree first.",
            "What would they show?", (ACKNOWLEDGE, MEET),
            (
                "You use your own device and sign in yourself. Nobody touches it, sees you sign in, or copies the device.",
                "Only what stands here is looked at. What is private, of others, of a union, a doctor or a lawyer is not opened.",
                "You can stop at any moment. You need not say why.",
                "You can bring a colleague or somebody from your union. Minutes are written, and you read and sign them.",
            ),
            meets=True, session=True,
        ),
        Kind(
            RETURN_TRUST_DEVICE, "Device of the trust", "They give back a device that belongs to the trust.",
            "Which device should come back?", (ACKNOWLEDGE, RESPOND),
            ("It belongs to the trust. Sign out of everything of your own first.", "You get a note of what was handed over."),
            hands_over=True,
        ),
        Kind(
            TRUST_ACCOUNT_TRANSFER, "Account of the trust",
            "They hand over an account that is the trust's, in the trust's password manager.",
            "Which account should be handed over?", (ACKNOWLEDGE, RESPOND),
            (
                "It is an account of the trust, not one of your own.",
                "It goes over in the trust's password manager, with a witness. You tell nobody the password, and write it nowhere.",
            ),
            hands_over=True,
        ),
    )
}  # fmt: skip
# states of the case in which each can be asked for: what is there is kept from the first day on
ASKABLE = {code: frozenset({"INVESTIGATING"}) | (frozenset({"SCOPING"}) if kind.kept else frozenset()) for code, kind in KINDS.items()}
