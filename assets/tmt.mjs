// Everything works without this file. It counts characters, shows a password, stops a second click, and leaves the page at once.
import { createAll } from 'govuk-frontend/dist/govuk/init.mjs'
import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs'
import { CharacterCount } from 'govuk-frontend/dist/govuk/components/character-count/character-count.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { NotificationBanner } from 'govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs'
import { PasswordInput } from 'govuk-frontend/dist/govuk/components/password-input/password-input.mjs'
import { ServiceNavigation } from 'govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs'
import { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs'
import './cover.mjs'

for (const Component of [Button, CharacterCount, ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink]) createAll(Component)

const link = document.querySelector('[data-leave]')
if (link) {
  // replace(): the Back button of whoever takes the phone next does not lead here
  const leave = () => { document.body.hidden = true; location.replace(link.href) }
  const presses = []
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') { presses.length = 0; return }
    presses.push(event.timeStamp)
    if (presses.length >= 3 && event.timeStamp - presses.at(-3) < 5000) leave()
  })
  link.addEventListener('click', event => { event.preventDefault(); leave() })
}
