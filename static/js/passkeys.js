// Passkeys. All other ways work without this file, and what it serves stays hidden until it has run.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), one => one.charCodeAt(0))
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const named = list => (list || []).map(one => ({ ...one, id: bytes(one.id) }))

async function create ({ publicKey: asked }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: named(asked.excludeCredentials),
    },
  })
  return {
    id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: made.getClientExtensionResults(),
    response: { clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject) },
  }
}

async function get ({ publicKey: asked }) {
  const shown = await navigator.credentials.get({
    publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) },
  })
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response
  return {
    id: shown.id, rawId: text(shown.rawId), type: shown.type, clientExtensionResults: shown.getClientExtensionResults(),
    response: {
      clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature),
      userHandle: userHandle && text(userHandle),
    },
  }
}

async function options (part, form) {
  if (part.dataset.options) return JSON.parse(part.dataset.options)
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
  return (await answer.json()).request_options
}

// a passkey belongs to a name: on a bare number no browser makes or shows one
if (window.PublicKeyCredential && !/^[\d.]+$|:/.test(location.hostname)) {
  for (const part of document.querySelectorAll('[data-no-passkey]')) part.hidden = true
  for (const part of document.querySelectorAll('[data-passkey]')) {
    part.hidden = false
    const form = part.closest('form')
    const failed = part.querySelector('[data-failed]')
    part.querySelector('button').addEventListener('click', async event => {
      event.preventDefault()
      failed.hidden = true
      try {
        const act = part.dataset.passkey === 'create' ? create : get
        part.querySelector('[data-credential]').value = JSON.stringify(await act(await options(part, form)))
        form.submit()
      } catch {
        failed.hidden = false
      }
    })
  }
}
