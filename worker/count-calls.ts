import type { Provider } from '#lib/providers/provider.ts'

/** The same provider, and how many of its calls are in hand: each may have been billed and not yet have brought its picture. */
export function countCalls(provider: Provider): { provider: Provider; inHand: () => number } {
  let inHand = 0
  return {
    inHand: () => inHand,
    provider: {
      ...provider,
      async generate(call) {
        inHand += 1
        try {
          return await provider.generate(call)
        } finally {
          inHand -= 1
        }
      },
    },
  }
}
