import os

from tmt_policy import folder_queue
from tmt_policy.watching.tasks import WatchedApp

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tmt_policy.settings")
folder_queue.use()
app = WatchedApp("tmt_policy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
