import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { cachedFolder } from './cache-folder.ts'

const require = createRequire(import.meta.url)
const decoderShape = z.object({
  decompress: z.custom<(woff2: Buffer) => Promise<Uint8Array>>((value) => typeof value === 'function'),
})

/** The browser's font code reads TrueType but not WOFF2, in which npm has the font at a twentieth of the size. */
async function convert(draft: string): Promise<void> {
  const { decompress } = decoderShape.parse(require('wawoff2'))
  const source = path.join(
    path.dirname(require.resolve('@fontsource-variable/noto-sans-sc/package.json')),
    'files',
  )
  for (const file of readdirSync(source)) {
    const font = await decompress(readFileSync(path.join(source, file)))
    writeFileSync(path.join(draft, file.replace(/\.woff2$/, '.ttf')), font)
  }
}

/** A fontconfig file under which all text, Chinese and Latin, is set in the same font on every machine. */
export async function unpackFonts(): Promise<string> {
  const fonts = await cachedFolder('noto-sans-sc-5.3.1', convert)
  const file = `${fonts}.conf`
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${fonts}-cache</cachedir>
</fontconfig>
`,
  )
  return file
}
