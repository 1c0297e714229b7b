"""The limits a page is measured against: a page that says nothing, and 25 rows by the ORM through an ordinary template."""

from django.http import HttpResponse
from django.template import Context, Template
from django.urls import path

from foundation.people.marks import signed_in
from foundation.people.models import Person
from tmt_policy.urls import handler400, handler404, handler500  # noqa: F401
from tmt_policy.urls import urlpatterns as the_house

ROWS = Template(
    "<table>{% for person in people %}<tr><td><a href=\"{% url 'home' %}?{{ person.uuid }}\">{{ person.name }}</a></td>"
    "<td>{{ person.job|default:'none' }}</td><td>{{ person.started_on|date:'j F Y' }}</td><td>{{ person.academy.name }}</td></tr>"
    "{% endfor %}</table>"
)


@signed_in
def constant(request):
    return HttpResponse("<!doctype html><title>Nothing</title>")


@signed_in
def rows(request):
    return HttpResponse(ROWS.render(Context({"people": Person.objects.select_related("academy").order_by("pk")[:25]})))


urlpatterns = [*the_house, path("plain/constant", constant), path("plain/rows", rows)]
