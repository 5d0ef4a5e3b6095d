// Loaded before each part that the launcher starts. The channel between them closes when the launcher is gone, however
// it went; then the part ends as if it had been asked to, so that no start finds processes of an earlier one.
import process from 'node:process'

const graceMs = Number(process.env.LAUNCHER_GRACE_MS) || 20_000

// Next's own helper processes inherit this script with the command line, but need their channel to stay alive by.
const startedByLauncher = process.env.LAUNCHER_PID === String(process.ppid)

if (process.channel && startedByLauncher) {
  process.channel.unref()
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs).unref()
    process.kill(process.pid, 'SIGTERM')
  })
}
