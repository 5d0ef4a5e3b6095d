import { createContext, useContext } from 'react'
import { ApiError } from './api.ts'

export const SessionEndedContext = createContext(false)

/** Whether the server's last word to this page was that nobody is signed in: what is shown stands still from then on. */
export function useSessionEnded(): boolean {
  return useContext(SessionEndedContext)
}

export function saysSessionEnded(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'unauthenticated'
}
