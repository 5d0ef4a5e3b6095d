import { existsSync } from 'node:fs'
import process from 'node:process'
import type { LaunchOptions } from '@playwright/test'
import { type Browser, unpackBrowser } from './unpack-browser.ts'
import { unpackFonts } from './unpack-fonts.ts'

const systemBrowser = '/usr/bin/chromium'

async function findBrowser(): Promise<Browser> {
  if (process.env.CHROMIUM_PATH) return { executable: process.env.CHROMIUM_PATH, env: {} }
  if (existsSync(systemBrowser)) return { executable: systemBrowser, env: {} }
  return unpackBrowser()
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  )
}

/**
 * How to start a browser: CHROMIUM_PATH, else the system's Chromium, else the one that npm installed.
 * @param options.bundled always the one that npm installed, where pictures are compared: each version draws a little differently
 */
export async function browserOptions(options: { bundled?: boolean } = {}): Promise<LaunchOptions> {
  const browser = options.bundled ? await unpackBrowser() : await findBrowser()
  return {
    executablePath: browser.executable,
    env: { ...definedEnvironment(), ...browser.env, FONTCONFIG_FILE: await unpackFonts() },
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}
