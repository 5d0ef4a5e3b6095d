import { readdirSync } from 'node:fs'
import { unstable_doesMiddlewareMatch as doesProxyMatch } from 'next/experimental/testing/server'
import { expect, it } from 'vitest'
import { locales } from '#lib/i18n/locales.ts'
import nextConfig from './next.config.js'
import { config } from './proxy.ts'

const matches = (url: string) => doesProxyMatch({ config, nextConfig, url })

it.each([
  ...locales.flatMap((locale) => [
    `/${locale}`,
    `/${locale}/pictures/a.b`,
    `/${locale}/a.png`,
    `/${locale}/x/y.webp`,
  ]),
  ...['/', '/studio', '/pictures/a.b', '/wp-login.php', '/apis', '/device'],
])('gives %s a policy, or a language', (path) => {
  expect(matches(path)).toBe(true)
})

const publicFiles = readdirSync('public', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => `${parentPath.replace('public', '')}/${name}`)

it.each([
  ...publicFiles,
  ...[
    '/icon.svg',
    '/apple-icon.png',
    '/favicon.ico',
    '/robots.txt',
    '/sitemap.xml',
    '/_next/static/chunks/a.js',
  ],
  ...['/api', '/api/pictures', '/api/a.b', '/metrics', '/dev/mail'],
])('leaves %s alone', (path) => {
  expect(matches(path)).toBe(false)
})
