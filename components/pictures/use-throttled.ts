import { useEffect, useState } from 'react'

const PAUSE_MS = 120

/** A value that changes quickly, told only now and then, and the last one surely. */
export function useThrottled<Value>(value: Value): Value {
  const [told, setTold] = useState(value)
  const [due, setDue] = useState(0)
  useEffect(() => {
    if (Object.is(value, told)) return
    const wait = Math.max(0, due - performance.now())
    const timer = setTimeout(() => {
      setTold(value)
      setDue(performance.now() + PAUSE_MS)
    }, wait)
    return () => clearTimeout(timer)
  }, [value, told, due])
  return told
}
