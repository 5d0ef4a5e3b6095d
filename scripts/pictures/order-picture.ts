import { z } from 'zod'

const answerShape = z.object({ data: z.tuple([z.object({ b64_json: z.string() })]) })

/** Asks a running sandbox, over its API like anyone, for pictures of the front page. */
export function painter(sandboxUrl: string) {
  async function ask(path: string, body: FormData | string): Promise<Buffer> {
    const headers: Record<string, string> = { authorization: 'Bearer any' }
    if (typeof body === 'string') headers['content-type'] = 'application/json'
    const answer = await fetch(`${sandboxUrl}/v1/images/${path}`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return Buffer.from(answerShape.parse(await answer.json()).data[0].b64_json, 'base64')
  }

  const model = 'gpt-image-2.6-flare'
  const quality = 'high'
  return {
    paint: (prompt: string, size: string) =>
      ask('generations', JSON.stringify({ model, prompt, size, quality })),
    /** @param mask a png whose transparent pixels are repainted */
    edit: (prompt: string, size: string, inputs: readonly Buffer[], mask?: Buffer) => {
      const form = new FormData()
      for (const [name, value] of Object.entries({ model, prompt, size, quality })) form.set(name, value)
      for (const [at, input] of inputs.entries()) form.append('image[]', png(input), `${at}.png`)
      if (mask) form.set('mask', png(mask), 'mask.png')
      return ask('edits', form)
    },
  }
}

function png(bytes: Buffer): Blob {
  return new Blob([new Uint8Array(bytes)], { type: 'image/png' })
}
