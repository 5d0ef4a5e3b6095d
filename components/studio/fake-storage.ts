interface FakeStorage {
  [key: string]: unknown
}

const methods = {
  getItem(this: FakeStorage, key: string): unknown {
    return Object.hasOwn(this, key) ? this[key] : null
  },
  setItem(this: FakeStorage, key: string, value: string): void {
    this[key] = value
  },
  removeItem(this: FakeStorage, key: string): void {
    delete this[key]
  },
}

/** For tests: a browser's storage, whose own keys are what was stored. */
export function fakeStorage(): FakeStorage {
  return Object.create(methods)
}

/** One that is forbidden. */
export function lockedStorage(): FakeStorage {
  const refuse = () => {
    throw new Error('SecurityError')
  }
  return { getItem: refuse, setItem: refuse, removeItem: refuse }
}
