declare module 'heic-decode' {
  interface HeicImage {
    width: number
    height: number
    /** RGBA, upright, in the picture's own colour space. */
    decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray }>
  }

  function all(options: { buffer: Uint8Array }): Promise<HeicImage[] & { dispose(): void }>
  export default { all }
}
