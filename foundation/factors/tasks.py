from celery import shared_task

from foundation.people.sessions import SessionStore


@shared_task(name="factors.forget_sessions")
def forget_sessions():
    SessionStore.clear_expired()
