"""Addresses of cases, of all rooms up to this one: the list, opening one, one case and its moves."""

from django.urls import path

from cases.casefile import views as casefile
from cases.closing import views as closing
from cases.investigation import views as investigation

app_name = "cases"
urlpatterns = [
    path("", casefile.queue, name="queue"),
    path("stepped-back/", casefile.stepped_back, name="stepped-back"),
    path("open/<str:reference>/", casefile.whom, name="open"),
    path("open/<str:reference>/<uuid:party>/", casefile.open_about, name="open-about"),
    path("open/<str:reference>/<uuid:party>/join/<str:case>/", investigation.join, name="join"),
    path("asked/thank-you/", investigation.thanked, name="thanked"),
    path("asked/<str:reference>/", investigation.answer, name="asked"),
    path("task/<str:reference>/", casefile.task, name="task"),
    path("take-over/<str:reference>/", casefile.take_over, name="take-over"),
    path("<str:reference>/", casefile.case, name="case"),
    path("<str:reference>/happened/", casefile.happened, name="happened"),
    path("<str:reference>/tell/", casefile.tell, name="tell"),
    path("<str:reference>/take-on/", casefile.take_on, name="take-on"),
    path("<str:reference>/note/", casefile.note, name="note"),
    path("<str:reference>/add-task/", casefile.add_task, name="add-task"),
    path("<str:reference>/hand-over/", casefile.hand_over, name="hand-over"),
    path("<str:reference>/hold/", casefile.hold, name="hold"),
    path("<str:reference>/review-hold/", casefile.review_hold, name="review-hold"),
    path("<str:reference>/release/", casefile.release, name="release"),
    path("<str:reference>/step-back/", casefile.step_back, name="step-back"),
    path("<str:reference>/appoint/", investigation.appoint, name="appoint"),
    path("<str:reference>/relieve/", investigation.relieve, name="relieve"),
    path("<str:reference>/start/", investigation.start, name="start"),
    path("<str:reference>/investigation/", investigation.report, name="investigation"),
    path("<str:reference>/find/<uuid:allegation>/", investigation.find, name="find"),
    path("<str:reference>/progress/", investigation.progress, name="progress"),
    path("<str:reference>/submit-report/", investigation.submit_report, name="submit-report"),
    path("<str:reference>/discontinue/", investigation.discontinue, name="discontinue"),
    path("<str:reference>/return-report/", investigation.return_report, name="return-report"),
    path("<str:reference>/not-needed/", closing.not_needed, name="not-needed"),
    path("<str:reference>/advise/", closing.advise, name="advise"),
    path("<str:reference>/weigh/", closing.weigh, name="weigh"),
    path("<str:reference>/decide/", closing.decide, name="decide"),
    path("<str:reference>/close/", closing.close, name="close"),
    path("<str:reference>/ask-reopen/", closing.ask_reopening, name="ask-reopen"),
    path("<str:reference>/answer-reopening/", closing.answer_reopening, name="answer-reopening"),
]
