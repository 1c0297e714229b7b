import os

from django.core.wsgi import get_wsgi_application

from tmt_policy import checked

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tmt_policy.settings")
application = get_wsgi_application()
checked.pages_are_not_the_owner_s()
