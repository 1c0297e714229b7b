// Copies the two font files we serve, and their licence.
import { copyFileSync } from 'node:fs'
const from = 'node_modules/@fontsource-variable/atkinson-hyperlegible-next/'
copyFileSync(from + 'files/atkinson-hyperlegible-next-latin-wght-normal.woff2', 'static/fonts/atkinson-latin.woff2')
copyFileSync(from + 'files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2', 'static/fonts/atkinson-latin-ext.woff2')
copyFileSync(from + 'LICENSE', 'static/fonts/OFL.txt')
