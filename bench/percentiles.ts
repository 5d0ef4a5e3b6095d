export interface Percentiles {
  p50: number
  p95: number
  p99: number
}

/** Of milliseconds, by nearest rank, to a tenth. */
export function percentiles(samplesMs: readonly number[]): Percentiles {
  const sorted = samplesMs.toSorted((a, b) => a - b)
  const at = (share: number) => {
    const sample = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
    return Math.round(sample * 10) / 10
  }
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
