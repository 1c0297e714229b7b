"""Eighteen months of Northgate Learning Trust, as a table of stories. Nobody here is real, and nothing here happened."""

from functools import partial

from . import alone, endings
from .stories import Stories

INSTA, FACE, TIK = "https://www.instagram.com/p/{}/", "https://www.facebook.com/groups/{}/", "https://www.tiktok.com/@{}/video/7"


def year(s: Stories) -> list:
    """Every story with its first moment: about a hundred dossiers, in every state."""
    return [*_past(s), *_cedar_and_beyond(s), *_where_asking_was_not_enough(s), *_ended_otherwise(s), *_without_a_case(s), *_hearings(s), *_now(s),
            *_above_the_academy(s)]


def _hearings(s: Stories) -> list:
    """Formal decisions in every state a hearing can be in; harper, eve and dina hear what is not of their academies."""
    unkind = ("C6b2b",)
    rows = (
        (260, "dot", "ann", "A colleague's lesson was filmed and mocked for weeks.", "closed", "eve", False),
        (128, "teo", "alf", "A trainee was made fun of in a group of sixty people.", "concluded", "dina", False),
        (92, "sam", "ann", "A colleague was insulted by name, a witness said; the account was somebody else's.", "withdrawn", "harper", False),
        (76, "teo", "sam", "A colleague's family was made fun of in a large group.", "given", "dina", False),
        (49, "gus", "alf", "Threats against a colleague were posted and left for days.", "given", "harper", True),
        (47, "teo", "ann", "Untrue things about a colleague were repeated after a warning to stop.", "decided", "harper", False),
        (46, "dot", "sam", "The code of the site office was shown in a video.", "heard", "eve", True),
        (33, "gus", "tam", "A parent was mocked by name, and pupils joined in.", "postponed", "dina", False),
        (32, "teo", "alf", "A colleague's illness was told to a public group.", "asked", "harper", False),
        (30, "sam", "ann", "Pupils' nicknames were used in a public joke, again.", "invited", "harper", False),
        (26, "dot", "alf", "A colleague's private number was posted.", "arranged", "harper", False),
    )
    return [
        s.report(days, s.told(by, about, what=what, platform="facebook", clauses=unkind), to="formal", by="sasha", manager="hana", hears=hears,
                 chair=chair, panel=panel)
        for days, by, about, what, hears, chair, panel in rows
    ]


def _past(s: Stories) -> list:
    contact, conduct, confide = ("C7.3g",), ("C6b2b",), ("C7.3c",)
    return [
        s.report(545, s.told("teo", "sam", what="A caretaker's post named the pupil who broke a window.", clauses=confide), to="closed", by="sasha", manager="hana"),
        s.report(520, s.told("tam", "ann", what="A staff member's profile picture shows our badge.", clauses=("C7.3l",)), to="no_breach", by="sasha"),
        s.report(470, s.told("sam", "teo", what="A trip photo with pupils' faces on a personal page.", platform="facebook", addresses=(FACE.format("trip"),),
                             clauses=("C7.3i",), picture=True), to="closed", by="sasha", manager="hana"),
        s.report(430, s.told("dot", "tam", what="An argument with a parent under a public post.", platform="facebook", clauses=conduct), to="no_breach", by="sasha"),
        s.report(402, s.told("teo", "lou", what="A teacher accepted a parent's friend request.", clauses=contact), to="no_case", by="sasha", manager="hana"),
        s.report(330, s.told("tam", "teo", what="Planning time spent scrolling on a phone, again.", clauses=("C7.1b",)), to="no_breach", by="sasha"),
        s.report(291, s.told("gus", "sam", what="A joke about a colleague in a large group chat.", platform="whatsapp", clauses=conduct), to="closed", by="sasha", manager="hana"),
        s.report(260, s.told("teo", "parent:Mr Bell", what="A parent filmed other children at the fair.", platform="tiktok", clauses=("C6.1P-a",)), to="no_breach", by="hana"),
        s.report(214, s.told("sam", "tam", what="A class list could be read in the background of a selfie.", addresses=(INSTA.format("selfie"),), clauses=confide,
                             picture=True), to="closed", by="sasha", manager="hana"),
        s.report(150, s.told("teo", "alf", what="A post joked about exam results before results day.", clauses=("C6b5a",)), to="closed", by="sasha", manager="hana"),
        *[s.report(days, s.told(who, "alf", what=what, clauses=clauses), to=to, by="sasha", manager="hana") for days, who, what, clauses, to in (
            (130, "dot", "A joke with pupils about the weekend, told on a personal page.", ("C1.7",), "advised_small"),
            (71, "teo", "A holiday picture that everybody who looked for the academy could find.", ("C7.2b",), "advised_small"),
            (9, "sam", "A comment on a former pupil's page.", ("C1.7",), "small"))],
        s.report(96, s.told("dot", "teo", what="A former pupil was added on a personal page.", clauses=("C7.3f",)), to="no_breach", by="sasha"),
    ]


def _cedar_and_beyond(s: Stories) -> list:
    return [
        *[s.report(300 - 7 * week, s.told("teo", "ann", what="A colleague was called names in a staff group chat.", platform="whatsapp", clauses=("C6b2b",)),
                   to="no_breach", by="sasha") for week in range(7)],
        *[s.report(days, s.told("cy", "cara", what="A leader shared a staff rota with names.", clauses=("C7.3h",)), to="no_breach", by="harper") for days in (505, 410)],
        s.report(380, s.told("bea", "bo", what="A comment about a child's family in a public thread.", clauses=("C7.3c",)), to="no_breach", by="olu"),
        s.report(365, s.told("sid", "bea", what="A live video from a classroom window.", platform="tiktok", addresses=(TIK.format("classroom"),), clauses=("C7.3i",),
                             picture=True), to="closed", by="iona", manager="olu", investigator="cara"),
        s.report(300, s.told("del", "dora", what="A joke page uses our logo.", platform="facebook", clauses=("C7.3l",)), to="no_breach", by="dina"),
        s.report(233, s.told("ezra", "pupil", what="A pupil page posts pictures in uniform.", clauses=("C6.2U-f",)), to="no_breach", by="eve"),
        s.report(180, s.told("flo", "parent", what="A parent wrote about a teacher by name.", platform="facebook", clauses=("C6.1P-d",)), to="passed_on", by="fay"),
        s.report(36, s.told("cy", "cass", what="A pupil's drawing was laughed at in a staff group.", platform="whatsapp", clauses=("C6b2b",)), to="investigating",
                 by="harper", manager="harper", investigator="ivo", asks="refused"),
        s.report(120, s.told("cy", "cass", what="A quiz result page shows pupils' first names.", clauses=("C4.1",)), to="no_breach", by="harper"),
        s.report(70, s.told("bea", "sid", what="A leader's public account follows pupils.", clauses=("C1.5",)), to="no_breach", by="olu"),
        s.report(52, s.told("teo", "ann", what="A colleague joked about a lesson in a public thread.", platform="facebook", clauses=("C7.2b",)), to="settled", by="sasha"),
        s.report(40, s.told("del", "dan", what="A staff night out tagged with the academy's page.", clauses=("C7.2b",)), to="no_breach", by="dina"),
    ]


def _where_asking_was_not_enough(s: Stories) -> list:
    """Removals that went by the platform and past it, with parents who can only be asked; all of them at Birch and Damson."""
    pupils, parents = ("C7.3i",), ("C6.1P-a",)
    video = {"platform": "tiktok", "live": "yes"}
    return [
        s.report(12, s.told("bo", "bea", what="A picture of a lesson is on a teacher's own page.", addresses=(INSTA.format("lesson"),), clauses=pupils, live="yes"),
                 to="removed", by="iona", manager="olu"),
        s.report(18, s.told("bo", "bea", what="A class was filmed at the window.", addresses=(TIK.format("window"),), clauses=pupils, **video), to="not_done",
                 by="sid", manager="olu"),
        s.report(40, s.told("bo", "bea", what="A second film of a class, on an old account.", addresses=(TIK.format("old"),), clauses=pupils, **video),
                 to="past_platform", by="sid", manager="olu"),
        s.report(9, s.told("del", "parent:Mrs Orme", what="A parent filmed other children at the sports day.", addresses=(TIK.format("sports"),), clauses=parents, **video),
                 to="at_platform", by="dina", manager="dina", checker="dan"),
        s.report(64, s.told("del", "parent:Mr Bask", what="A parent filmed an argument at the gate.", addresses=(TIK.format("gate"),), clauses=parents, **video),
                 to="not_achievable", by="dina", manager="dina", checker="dan"),
        s.report(29, s.told("dora", "parent:Mrs Orme", what="A parent put a concert with other children online.", addresses=(TIK.format("concert"),), clauses=parents,
                            **video), to="taken_down", by="dina", manager="dina", checker="dan"),
        s.report(5, s.told("dora", "del", what="A timetable with names can be read in a picture.", addresses=(INSTA.format("names"),), clauses=("C7.3h",), live="yes"),
                 to="withdrawn", by="dan", manager="dina"),
        s.report(4, s.told("dora", "del", what="A picture of a meeting with names on the wall.", addresses=(INSTA.format("wall"),), clauses=("C7.3h",), live="yes"),
                 to="drafted", by="dan", manager="dina"),
    ]


def _ended_otherwise(s: Stories) -> list:
    crowd = {"what": "A teacher's comment about a class is passed on.", "platform": "facebook", "clauses": ("C6b2b",)}
    return [
        s.report(82, s.told("bo", "bea", what="Trying this out.", clauses=("C7.2b",)), to="void_proposed", by="sid", then=partial(endings.voided, by="olu")),
        s.report(8, s.told("cy", "cass", what="A thread in which a family is talked about.", clauses=("C6b2b",)), to="no_breach", by="harper",
                 then=partial(endings.reopened, by="harper")),
        s.report(7, s.told("dora", "del", **crowd), to="claimed", by="dan", then=partial(endings.made_one, with_=s.told("dina", "del", **crowd), by="dan")),
    ]


def _without_a_case(s: Stories) -> list:
    """Asked to be removed on a report alone."""
    selfie, look = {"addresses": (INSTA.format("corridor"),), "clauses": ("C7.3l",), "live": "yes"}, {"platform": "instagram", "live": "yes"}
    return [
        s.report(48, s.told("dot", "ann", what="A profile with our badge beside a private business.", **selfie), to="claimed", by="sasha",
                 then=partial(alone.asked, upto=alone.SETTLED, by="sasha", checks="hana")),
        s.report(3, s.told("gus", "alf", what="A picture in the corridor with our badge, for a private business.", **selfie), to="claimed", by="sasha",
                 then=partial(alone.asked, upto=alone.OPEN, by="sasha", checks="hana")),
        s.report(2.1, s.told("dot", "ann", what="A picture of the pool with pupils in it.", addresses=(INSTA.format("pool"),), clauses=("C7.3i",), live="yes"),
                 to="claimed", by="sasha", then=partial(alone.asked, upto=alone.WAITS, by="sasha", checks="hana")),
        s.report(4, s.told("sam", "unknown", what="An account that pretends to be the academy answers parents.", addresses=(INSTA.format("pretend"),), **look),
                 to="claimed", by="cleo", then=partial(alone.asked, upto=alone.NOBODY, by="cleo", checks="olu")),
    ]


_CHAT = """[23/11/2026, 18:02] A colleague: have you seen how the new one talks in briefing?
[23/11/2026, 18:03] Another colleague: every single morning
[23/11/2026, 18:05] A colleague: somebody should record it :)
"""


def _now(s: Stories) -> list:
    confide = ("C7.3c",)
    live = {"live": "yes", "picture": True, "clauses": confide}
    return [
        s.report(46, s.told("teo", "tam", what="A post about a pupil's results, with a nickname everybody knows.", addresses=(INSTA.format("results"),), **live),
                 to="informal", by="sasha", manager="hana"),
        s.report(41, s.told("sam", "teo", what="Repeated unkind comments about a colleague.", platform="facebook", clauses=("C6b2b",)), to="formal", by="sasha", manager="hana",
                 hears="invited"),
        s.report(22, s.told("sam", "ann", what="A colleague's accent was mocked in a video.", platform="tiktok", clauses=("C6b2b",)), to="formal", by="sasha", manager="hana"),
        s.report(16, s.told("dot", "ann", what="A blog about the science department names pupils.", clauses=confide), to="advised", by="sasha", manager="hana"),
        s.report(19, s.told("gus", "tam", what="A voice note about a parent went round a group.", platform="whatsapp", clauses=confide), to="investigating", by="sasha", manager="hana",
                 asks="all"),
        s.report(11, s.told("dot", "sam", what="A voice note about a delivery driver went round a group.", platform="whatsapp", clauses=confide), to="investigating", by="sasha",
                 manager="hana", asks="post"),
        s.report(17, s.told("sam", "tam", what="The voice note about a parent reached me in another group.", platform="whatsapp", clauses=confide), to="joined", by="sasha", manager="hana"),
        s.report(66, s.told("dot", "ann", what="A parent's message was quoted in a group of colleagues.", platform="whatsapp", clauses=confide), to="opened_again", by="sasha", manager="hana"),
        s.report(58, s.told("gus", "teo", what="A drawing of a colleague was passed on in public.", platform="facebook", clauses=("C6b2b",)), to="asked_again", by="sasha", manager="hana"),
        s.report(24, s.told("sam", "alf", what="A picture of a pupil was sent to a group at night.", platform="whatsapp", clauses=confide), to="held", by="sasha", manager="hana"),
        s.report(21, s.told("dot", "teo", what="A colleague's timetable was made fun of in public.", platform="facebook", clauses=("C6b2b",)), to="given_back", by="sasha",
                 manager="hana"),
        s.report(3, s.told("teo", "sam", what="A picture of the staff notice board is online.", addresses=(INSTA.format("board"),), **live), to="claimed_removed",
                 by="sasha", manager="hana"),
        s.report(4, s.told("sam", "tam", what="A picture from the lunch queue in which a child's face can be seen.", child="yes",
                           addresses=(INSTA.format("lunch"),), **live), to="late", by="sasha", manager="hana"),
        s.report(3, s.told("tam", "teo", what="A family picture with a child in our uniform.", addresses=(FACE.format("family"),), **live), to="contested", by="sasha", manager="hana"),
        s.report(2.5, s.told("dot", "sam", what="A staff room screenshot on a personal page.", addresses=(INSTA.format("staffroom"),), **live), to="acknowledged",
                 by="sasha", manager="hana"),
        s.report(3.2, s.told("tam", "sam", what="A picture of the boiler room with the alarm code in it.", addresses=(INSTA.format("boiler"),), **live), to="posted",
                 by="sasha", manager="hana"),
        s.report(2.5, s.told("gus", "teo", what="A result list was photographed and shared.", addresses=(INSTA.format("list"),), **live), to="asked", by="sasha", manager="hana"),
        s.report(2, s.told("teo", "tam", what="A comment about a class on a public page.", clauses=confide), to="proposed", by="sasha", manager="hana"),
        *_in_triage(s),
    ]


def _in_triage(s: Stories) -> list:
    confide = ("C7.3c",)
    return [
        s.report(6, s.told("gus", "ann", what="A pupil and a teacher follow each other on their private pages.", child="yes", clauses=("C7.3g",)), to="lado", by="sasha"),
        s.report(1.5, s.told("sam", "alf", what="A pupil says she gets private messages at night.", child="yes", clauses=("C7.3f",)), to="harm", by="sasha"),
        s.report(2, s.told("dot", "tam", what="A pupil's address can be read in a shared picture.", clauses=("C4.1",)), to="breach", by="sasha"),
        s.report(2.4, s.told("gus", "unknown", what="A page with altered pictures of a teacher is passed on by pupils.", platform="tiktok", live="yes", targets=("ann",)),
                 to="sent"),
        s.targeted(2.3, s.told("sam", "alf", what="A colleague is made fun of in a staff group.", platform="whatsapp", clauses=("C6b2b",), targets=("teo",)), by="sasha"),
        s.report(33, s.told("gus", "alf", what="A class list with addresses was sent to a group.", platform="whatsapp", clauses=confide), to="breach_closed", by="sasha"),
        s.report(2, s.told("tam", "sam", what="A group chat laughs at a new colleague.", platform="whatsapp", clauses=("C6b2b",), chat=_CHAT), to="claimed", by="sasha"),
        s.report(1, s.told("teo", "sam", what="A picture of the staff car park with number plates went round a group.", platform="whatsapp", clauses=("C6b2b",)),
                 to="questioned", by="sasha"),
        s.report(2.2, s.told("tam", "alf", what="A voice message in a staff group makes fun of a trainee.", platform="whatsapp", clauses=("C6b2b",)), to="answered", by="sasha"),
        s.report(2.1, s.told("teo", "alf", what="A colleague keeps posting about what pupils say in lessons.", mode="confidential"), to="questioned", by="sasha"),
        s.report(2, s.told("teo", "alf", what="A trainee follows a pupil, who may be their cousin.", clauses=("C7.3g",)), to="lead_asked", by="sasha"),
        s.report(1.4, s.told("tam", "teo", what="Testing, testing.", clauses=("C7.2b",)), to="void_proposed", by="sasha"),
        *[s.report(days, s.told(by, "ann", what="A video of a lesson with a mocking song is being shared.", platform="tiktok", live="yes",
                                addresses=(TIK.format("mocking"),)), to=to, by="sasha") for days, by, to in ((1.3, "teo", "claimed"), (1.2, "tam", "sent"), (1.1, "sam", "sent"))],
        s.report(6, s.told("gus", "sam", what="A post about the site team was shared widely.", platform="facebook"), to="sent"),
        s.report(0.2, s.told("dot", "teo", what="A picture from yesterday's concert shows pupils by name.", live="yes"), to="sent", hour=8),
        s.draft(1, s.told("teo", "ann", what="I am not sure about this one."), "time"),
    ]


def _above_the_academy(s: Stories) -> list:
    return [
        s.report(60, s.told("teo", "hana", what="The headteacher's page liked a post that mocks a parent.", clauses=("C7.3a",)), to="investigating", by="cleo", manager="cleo",
                 investigator="ivo", asks="draft"),
        s.report(5, s.told("tam", "sasha", what="A leader wrote about a colleague by name.", clauses=("C7.3d",)), to="claimed", by="hana"),
        s.report(4, s.told("sam", "dee", what="The safeguarding lead's page follows two pupils.", clauses=("C1.5",)), to="sent"),
        s.report(3, s.told("rhys", "cleo", what="A post of the chief executive on a pay dispute.", platform="linkedin", clauses=("C6b5a",)), to="sent"),
        s.unnamed(1.4, "the new science technician", "alder", "He shares pictures from the prep room in a public group.", by="cleo"),
        s.report(2, s.told("teo", "unknown", what="An account with our name and logo answers parents.", platform="instagram", live="yes"), to="sent"),
    ]
