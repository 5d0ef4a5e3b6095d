import { readdirSync, readFileSync } from 'node:fs'

const LOOK_MS = 20

export interface MemoryPeaks {
  /** Megabytes of resident memory: of the website's process, and of all its decoders together. */
  websiteMb: number
  decodersMb: number
  /** Of the largest decoder alone. */
  largestDecoderMb: number
}

interface Sight {
  pid: number
  parentPid: number
  megabytes: number
}

function sightOf(pid: string): Sight | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const number = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
    return { pid: Number(pid), parentPid: number('PPid'), megabytes: number('VmRSS') / 1024 }
  } catch {
    // It has ended meanwhile.
    return null
  }
}

/** Looks again and again at how much memory a process and those it has started take. @returns ends it, with the peaks */
export function watchMemory(websitePid: number): () => MemoryPeaks {
  const peaks: MemoryPeaks = { websiteMb: 0, decodersMb: 0, largestDecoderMb: 0 }
  const raise = (name: keyof MemoryPeaks, to: number) => {
    peaks[name] = Math.max(peaks[name], Math.round(to))
  }
  function look(): void {
    const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (sightOf(name) ?? []) : []))
    const decoders = all.filter(({ parentPid }) => parentPid === websitePid)
    raise('websiteMb', all.find(({ pid }) => pid === websitePid)?.megabytes ?? 0)
    raise(
      'decodersMb',
      decoders.reduce((sum, { megabytes }) => sum + megabytes, 0),
    )
    for (const { megabytes } of decoders) raise('largestDecoderMb', megabytes)
  }
  const timer = setInterval(look, LOOK_MS)
  return () => {
    look()
    clearInterval(timer)
    return peaks
  }
}
