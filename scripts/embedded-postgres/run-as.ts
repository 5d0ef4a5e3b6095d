import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, lchownSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

/** How to start PostgreSQL, which refuses to run as root. */
export interface RunAs {
  /** Put before the command. */
  prefix: readonly string[]
  /** Who must own the files. */
  owner: { uid: number; gid: number } | null
}

const nobody = 65534

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

function idOf(user: string): { uid: number; gid: number } | null {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: 'pipe' }))
    return { uid: ask('-u'), gid: ask('-g') }
  } catch {
    return null
  }
}

/**
 * A user namespace comes first: in it root's own files belong to "nobody", so that a checkout below a folder closed to
 * others works. Containers often forbid it; there the process becomes a real other user, who must reach the checkout.
 */
export function findRunAs(): RunAs {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { prefix: [], owner: null }

  const namespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--']
  if (succeeds('unshare', [...namespace.slice(1), 'true'])) {
    return { prefix: namespace, owner: { uid: 0, gid: 0 } }
  }
  for (const user of ['postgres', 'nobody']) {
    const id = idOf(user)
    if (!id) continue
    const drop = ['setpriv', `--reuid=${id.uid}`, `--regid=${id.gid}`, '--clear-groups', '--']
    if (succeeds('setpriv', [...drop.slice(1), 'true'])) return { prefix: drop, owner: id }
  }
  throw new Error(
    'PostgreSQL does not run as root, and neither unshare nor setpriv may change the user here: ' +
      'start as another user, or set DATABASE_URL',
  )
}

/** Gives a folder and all in it to the owner, who may be another one than at the last start. */
export function handOver(folder: string, owner: RunAs['owner']): void {
  if (!owner || statSync(folder).uid === owner.uid) return
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    lchownSync(path.join(entry.parentPath, entry.name), owner.uid, owner.gid)
  }
  chownSync(folder, owner.uid, owner.gid)
}

/** Another user must get through the data folder, which is closed to others, to its own folder inside. */
export function letPass(folder: string, owner: RunAs['owner']): void {
  if (!owner || owner.uid === 0) return
  const mode = statSync(folder).mode & 0o777
  if ((mode & 0o001) === 0) chmodSync(folder, mode | 0o011)
}
