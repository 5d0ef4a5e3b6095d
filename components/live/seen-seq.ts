export interface SeenSeq {
  /** The number from which the server would have to tell on. */
  readonly last: string
  heard(seq: string): void
  isNew(seq: string): boolean
  /** Whether a leader that has seen everything up to `upTo` has seen what this tab was never told of. */
  missed(upTo: string): boolean
}

function isAfter(one: string, other: string): boolean {
  return BigInt(one) > BigInt(other)
}

/**
 * How far a tab knows what happened. Numbers are decimal strings, as in the event stream.
 * @param madeAt the last event that is in the page already
 */
export function createSeenSeq(madeAt: string): SeenSeq {
  let last = madeAt
  // Until a leader has told how far it is, an event heard from it says nothing about those before it.
  let joined = false
  return {
    get last() {
      return last
    },
    isNew: (seq) => isAfter(seq, last),
    heard(seq) {
      last = seq
    },
    missed(upTo) {
      const behind = isAfter(upTo, joined ? last : madeAt)
      joined = true
      if (isAfter(upTo, last)) last = upTo
      return behind
    },
  }
}
