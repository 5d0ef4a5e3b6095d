import { useSyncExternalStore } from 'react'

/** Something that is read often and drawn seldom: it lives beside React and tells who wants to know. */
export class Value<T> {
  #now: T
  readonly #listeners = new Set<() => void>()

  constructor(first: T) {
    this.#now = first
  }

  readonly get = (): T => this.#now

  set(next: T): void {
    if (Object.is(next, this.#now)) return
    this.#now = next
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** Draws a component again when the value changes. */
export function useValue<T>(value: Value<T>): T {
  return useSyncExternalStore(value.subscribe, value.get, value.get)
}
