import { type ChildProcess, spawn } from 'node:child_process'
import process from 'node:process'

/** Users of the server are told at the same moment to end: they get a second to close their connections. */
const script = `
read -r _
sleep 1
kill -INT "$1"
if [ -n "$3" ]; then
  n=0
  while [ $n -lt 100 ] && [ -e "$2/postmaster.pid" ]; do sleep 0.1; n=$((n + 1)); done
  rm -rf "$3"
fi`

/**
 * Ends the server if this process dies without doing so: a shell waits for the end of its standard input, which the
 * system closes with us, even after SIGKILL. Then it removes `removeFolder`, if that is not empty.
 * @returns a function that dismisses it, to be called when the server has ended.
 */
export function guardServer(pid: number, dataFolder: string, removeFolder: string): () => void {
  if (process.platform === 'win32') return () => {}
  const args = ['-c', script, 'guard', String(pid), dataFolder, removeFolder]
  const guard: ChildProcess = spawn('/bin/sh', args, {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.on('error', () => {})
  guard.unref()
  return () => guard.kill('SIGKILL')
}
