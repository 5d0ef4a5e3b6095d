import { type Import, readImports } from './read-imports.ts'
import { environmentReaders, floors, neighbours, pureRoomNeeds, pureRooms } from './rules.ts'

/** The room a file is in; null for configuration at the root. */
export function roomOf(file: string): string | null {
  const [first = '', second] = file.split('/')
  if (first === 'proxy.ts') return 'app'
  if (second === undefined) return null
  return first === 'lib' ? second.replace(/\.ts$/, '') : first
}

function floorOf(room: string): number {
  return floors.findIndex((rooms) => rooms.includes(room))
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file)
}

/** Why this import is not allowed; null when it is. */
function problemOf(from: string, to: string, { typesOnly }: Import): string | null {
  if (from === to) return null
  if (to === 'sandbox') return 'nothing imports the sandbox: it is spoken to over HTTP'
  if (from === 'sandbox') return to === 'catalog' ? null : 'the sandbox imports the catalogue only'
  if (floorOf(to) < 0) return `${to} is no room of scripts/floors/rules.ts`

  if (pureRooms.includes(from)) {
    const allowed = (typesOnly && pureRooms.includes(to)) || pureRoomNeeds[from]?.includes(to)
    return allowed ? null : `${from} is pure: it imports nothing but types of other pure rooms`
  }
  if (to === 'components' && from !== 'app') return 'components are imported by app only'
  if (from === 'components') {
    const allowed = typesOnly || pureRooms.includes(to) || to === 'messages'
    return allowed ? null : 'components import pure rooms and types only'
  }
  if (floorOf(to) > floorOf(from)) return null
  if (`${from} → ${to}` in neighbours) return null
  return floorOf(to) === floorOf(from)
    ? `${from} and ${to} are on one floor, and scripts/floors/rules.ts does not list them`
    : `${from} is below ${to}: imports go down only`
}

function readsEnvironment(text: string): number[] {
  return text.split('\n').flatMap((line, index) => (/\bprocess\.env\b/.test(line) ? [index + 1] : []))
}

/**
 * What breaks the rules of the rooms, one sentence each with file and line. Tests may reach anywhere.
 * @param sources text by path from the project's root
 */
export function findViolations(sources: ReadonlyMap<string, string>): string[] {
  const violations: string[] = []
  for (const [file, text] of sources) {
    if (isTest(file)) continue
    const room = roomOf(file)
    if (room !== null && room !== 'sandbox' && floorOf(room) < 0) {
      violations.push(`${file}: ${room} is no room of scripts/floors/rules.ts`)
      continue
    }
    for (const entry of readImports(file, text)) {
      const target = entry.target === null ? null : roomOf(entry.target)
      const problem = room === null || target === null ? null : problemOf(room, target, entry)
      if (problem) violations.push(`${file}:${entry.line}: imports ${entry.target}, but ${problem}`)
    }
    if (!environmentReaders.some((allowed) => allowed.test(file))) {
      for (const line of readsEnvironment(text)) {
        violations.push(`${file}:${line}: reads process.env, but only lib/env.ts does`)
      }
    }
  }
  return violations
}
