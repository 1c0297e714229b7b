import os

from celery import Celery

from tmt_policy import folder_queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tmt_policy.settings")
folder_queue.use()
app = Celery("tmt_policy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
