"""The people of Northgate Learning Trust (all invented), as tables, and how they come into the database."""

from datetime import date

from django.contrib.auth.hashers import make_password

from foundation.dossiers.services import open_dossier
from foundation.people import rules as roles
from foundation.people import services as people
from foundation.people.models import Academy, Person, User
from foundation.people.rules import SYSTEM

ACADEMIES = (
    ("alder", "Alder Academy", "Westmoor", 96),
    ("birch", "Birch Academy", "Westmoor", 74),
    ("cedar", "Cedar Academy", "Westmoor", 61),
    ("damson", "Damson Academy", "Eastmoor", 48),
    ("elm", "Elm Academy", "Eastmoor", 26),
    ("fir", "Fir Alternative Provision", "Eastmoor", 22),
)
# first name: (full name, academy code or "" for the trust, kind, job, role or "", line manager)
CAST = {
    "cleo": ("Cleo Marchetti", "", "employee", "Chief executive", roles.CEO, ""),
    "hana": ("Hana Okafor", "alder", "employee", "Headteacher", roles.HEAD, "cleo"),
    "sasha": ("Sasha Reid", "alder", "employee", "Assistant headteacher", roles.SLT, "hana"),
    "dee": ("Dee Lawson", "alder", "employee", "Designated safeguarding lead", roles.DSL, "hana"),
    "dot": ("Dot Frame", "alder", "employee", "Deputy designated safeguarding lead", roles.DEPUTY_DSL, "hana"),
    "teo": ("Teo Marsh", "alder", "employee", "Teacher", "", "sasha"),
    "tam": ("Tam Ellis", "alder", "employee", "Teaching assistant", "", "sasha"),
    "sam": ("Sam Doyle", "alder", "employee", "Caretaker", "", "sasha"),
    "gail": ("Gail Norton", "alder", "governor", "Chair of governors", roles.LGB_CHAIR, ""),
    "gwen": ("Gwen Price", "alder", "governor", "Vice-chair of governors", roles.LGB_VICE_CHAIR, ""),
    "gus": ("Gus Hale", "alder", "employee", "Science technician", roles.LGB_STAFF, "hana"),
    "lou": ("Lou Brandt", "alder", "employee", "Teacher", "", "hana"),
    "olu": ("Olu Adeyemi", "birch", "employee", "Headteacher", roles.HEAD, "cleo"),
    "sid": ("Sid Kaur", "birch", "employee", "Deputy headteacher", roles.SLT, "olu"),
    "iona": ("Iona McCrae", "birch", "employee", "Assistant headteacher", roles.SLT, "olu"),
    "harper": ("Harper Quinn", "cedar", "employee", "Headteacher", roles.HEAD, "cleo"),
    "rhys": ("Rhys Bowen", "", "employee", "HR manager", roles.HR, "cleo"),
    "priya": ("Priya Nair", "", "employee", "Data protection officer", roles.DPO, "cleo"),
    "tariq": ("Tariq Mansour", "", "employee", "Trust safeguarding lead", roles.TRUST_SG, "cleo"),
    "clem": ("Clem Foster", "", "employee", "Governance professional", roles.CLERK, "cleo"),
    "chidi": ("Chidi Obi", "", "trustee", "Chair of Trustees", roles.CHAIR_TRUSTEES, ""),
    "vera": ("Vera Lindqvist", "", "trustee", "Vice-chair of Trustees", roles.VICE_CHAIR_TRUSTEES, ""),
    "tess": ("Tess Hartley", "", "trustee", "Trustee", roles.TRUSTEE, ""),
    "abe": ("Abe Rosen", "", "trustee", "Trustee", roles.TRUSTEE, ""),
    "noor": ("Noor Rahman", "", "external", "Independent sampler", roles.AUDITOR, ""),
    "win": ("Win Chandler", "", "trustee", "Whistleblowing trustee", roles.WB_TRUSTEE, ""),
    "ivo": ("Ivo Petrov", "", "external", "External investigator", roles.EXTERNAL_IO, ""),
    "ada": ("Ada Kowalska", "", "employee", "System administrator", roles.SYSADMIN, "cleo"),
}
# enough people in the other academies that no queue of theirs stands empty; nobody's story needs their names
OTHERS = {
    "ann": ("Ann Fenwick", "alder", "employee", "Teacher", "", "sasha"),
    "alf": ("Alf Draper", "alder", "employee", "Teacher", "", "sasha"),
    "cara": ("Cara Whitlock", "cedar", "employee", "Deputy headteacher", roles.SLT, "harper"),
    "dina": ("Dina Farrow", "damson", "employee", "Headteacher", roles.HEAD, "cleo"),
    "dan": ("Dan Ashby", "damson", "employee", "Assistant headteacher", roles.SLT, "dina"),
    "eve": ("Eve Tolland", "elm", "employee", "Headteacher", roles.HEAD, "cleo"),
    "ed": ("Ed Marlowe", "elm", "employee", "Assistant headteacher", roles.SLT, "eve"),
    "fay": ("Fay Denholm", "fir", "employee", "Headteacher", roles.HEAD, "cleo"),
    "finn": ("Finn Garrick", "fir", "employee", "Assistant headteacher", roles.SLT, "fay"),
    "bea": ("Bea Sandford", "birch", "employee", "Teacher", "", "sid"),
    "bo": ("Bo Kingsley", "birch", "employee", "Designated safeguarding lead", roles.DSL, "olu"),
    "cy": ("Cy Renshaw", "cedar", "employee", "Teacher", "", "cara"),
    "cass": ("Cass Holroyd", "cedar", "employee", "Designated safeguarding lead", roles.DSL, "harper"),
    "del": ("Del Pinnock", "damson", "employee", "Teacher", "", "dan"),
    "dora": ("Dora Lyle", "damson", "employee", "Designated safeguarding lead", roles.DSL, "dina"),
    "ezra": ("Ezra Blunt", "elm", "employee", "Teacher", "", "ed"),
    "esme": ("Esme Varley", "elm", "employee", "Designated safeguarding lead", roles.DSL, "eve"),
    "flo": ("Flo Ambler", "fir", "employee", "Teacher", "", "finn"),
    "fred": ("Fred Oakes", "fir", "employee", "Designated safeguarding lead", roles.DSL, "fay"),
}
LEFT = {"lou": date(2026, 7, 17)}
NO_EMAIL = frozenset({"sam"})
STARTED = date(2024, 9, 2)


def load(*, at, password: str) -> dict[str, Person]:
    """The whole trust in the database, once; gives the people by first name. A second call finds them."""
    if Academy.objects.exists():
        return by_first_name()
    places = {
        code: people.add_academy(
            code=code, name=name, local_authority=borough, headcount=headcount, lado_contact=f"LADO, {borough} Council"
        )
        for code, name, borough, headcount in ACADEMIES
    }
    for academy in places.values():
        open_dossier("academy", academy=academy, at=at, by=SYSTEM)
    hashed = make_password(password)  # one hash for all: thirty take seconds
    found: dict[str, Person] = {}
    for first, (name, code, kind, job, role, manager) in {**CAST, **OTHERS}.items():
        email = "" if first in NO_EMAIL else f"{first}@northgate.example"
        person = found[first] = people.add_person(name=name, academy=places.get(code), kind=kind, job=job, email=email, started_on=STARTED,
                                                  left_on=LEFT.get(first), line_manager=found.get(manager))
        if email:
            people.know_address(User.objects.create(email=email, person=person, password=hashed))
        if role:
            people.place(person, role, None if role in roles.TRUST_ROLES else places[code], since=STARTED, by=SYSTEM, at=at)
    return found


def by_first_name() -> dict[str, Person]:
    """The people of the trust by the first part of their e-mail address (sam, who has none, by name)."""
    return {(person.email or person.name).split("@")[0].split(" ")[0].lower(): person
            for person in Person.objects.select_related("academy", "line_manager")}
