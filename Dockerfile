# One image for web, worker and beat. It holds no key and no setting; the environment gives them (see .env.example).
FROM python:3.12-slim-trixie

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 TMT_MODE=production TMT_VAR=/app/var
WORKDIR /app

# pg_dump and pg_restore, of the version of the database in docker-compose.yml
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-client-17 && rm -rf /var/lib/apt/lists/*

COPY requirements/run.lock requirements/run.lock
RUN python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/run.lock

COPY . .

# Settings refuse to load without keys: these are made for this one command, stay in its shell, and open nothing.
RUN key() { python -c "import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())"; } \
    && SECRET_KEY="$(key)$(key)" DOSSIER_KEYS="build:$(key)" INDEX_KEY="$(key)" SEAL_KEY="$(key)" SIGNING_KEYS="build:$(key)" \
       DATABASE_URL=sqlite:////tmp/none BROKER_URL=memory:// EMAIL_URL=dummymail:// MAIL_FROM=nobody@localhost \
       ALLOWED_HOSTS=localhost SITE_URL=https://localhost EVIDENCE_DIR=/tmp/none \
       python manage.py collectstatic --noinput -v 0 \
    && python -m compileall -q . \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin tmt \
    && install -d -o tmt -g tmt -m 700 /evidence /backups

USER tmt
EXPOSE 8000
# The address asked is the trust's own: any other Host is refused.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 CMD ["python", "-c", "import os, urllib.parse as p, urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/healthz', headers={'Host': p.urlsplit(os.environ['SITE_URL']).netloc}), timeout=4)"]
CMD ["gunicorn", "--config", "python:tmt_policy.watching.web_server", "--bind", "0.0.0.0:8000", "tmt_policy.wsgi"]
