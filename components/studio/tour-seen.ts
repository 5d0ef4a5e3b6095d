const KEY = 'huafang.tour'

/** Whether the tour was never shown in this browser. Where nothing can be kept it is not shown: it would come again and again. */
export function isTourDue(): boolean {
  try {
    return localStorage.getItem(KEY) === null
  } catch {
    return false
  }
}

export function keepTourSeen(): void {
  try {
    localStorage.setItem(KEY, 'seen')
  } catch {
    // See above.
  }
}
