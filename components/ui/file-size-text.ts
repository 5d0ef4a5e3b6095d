/** 2,100,000 → 2.1 MB; files are told in thousands, as systems tell them. */
export function fileSizeText(sizeBytes: number): string {
  if (sizeBytes >= 1e9) return `${(sizeBytes / 1e9).toFixed(1)} GB`
  return sizeBytes >= 1e6 ? `${(sizeBytes / 1e6).toFixed(1)} MB` : `${Math.ceil(sizeBytes / 1e3)} kB`
}
