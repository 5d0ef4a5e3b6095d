import { spawnSync } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { cachedFolder } from './cache-folder.ts'

const archives = path.resolve(import.meta.dirname, '../../node_modules/@sparticuz/chromium/bin')

async function unpack(draft: string): Promise<void> {
  const { default: chromium, inflate } = await import('@sparticuz/chromium')
  // The package unpacks into the temporary folder and knows no other.
  const usual = process.env.TMPDIR
  process.env.TMPDIR = draft
  try {
    await chromium.executablePath()
    await inflate(path.join(archives, 'al2023.tar.br'))
  } finally {
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
  }
}

function lacksLibraries(executable: string): boolean {
  const result = spawnSync('ldd', [executable], { encoding: 'utf8' })
  return result.status !== 0 || result.stdout.includes('not found')
}

export interface Browser {
  executable: string
  env: Record<string, string>
}

/** The browser that came from npm, with libraries of its own where the system lacks them (those of NSS, mostly). */
export async function unpackBrowser(): Promise<Browser> {
  const folder = await cachedFolder('chromium-153', unpack)
  const executable = path.join(folder, 'chromium')
  return lacksLibraries(executable)
    ? { executable, env: { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') } }
    : { executable, env: {} }
}
