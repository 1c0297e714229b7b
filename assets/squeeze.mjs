// A compressed copy beside each file: the demonstration serves static/ as it is, and a phone should get 14 KB, not 116.
import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
for (const name of ['css/tmt.css', 'css/brand.css', 'js/tmt.js']) {
  const packed = gzipSync(readFileSync('static/' + name), { level: 9 })
  packed[9] = 255 // the byte that names the operating system, so that every machine makes the same file
  writeFileSync(`static/${name}.gz`, packed)
}
