import type { ClientBase } from 'pg'
import type { ConnectionSource, Leased } from './connection.ts'
import { DatabaseError } from './errors.ts'

/** Longer than any wait that makes sense; reached only when a holder never lets go (a query past its own open transaction). */
const leaseTimeoutMs = 120_000

/** Hands one connection to one holder at a time, in order of asking. */
export function leaseOf(client: ClientBase, end: () => Promise<void>): ConnectionSource {
  const waiting: { grant: () => void }[] = []
  let held = false

  const leased = (): Leased => {
    let released = false
    return {
      client,
      release() {
        if (released) return
        released = true
        const next = waiting.shift()
        if (next === undefined) held = false
        else next.grant()
      },
    }
  }

  return {
    connect() {
      if (!held) {
        held = true
        return Promise.resolve(leased())
      }
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(entry), 1)
          reject(new DatabaseError({ code: 'lease', message: `the embedded database stayed busy for ${leaseTimeoutMs / 1000} s` }))
        }, leaseTimeoutMs)
        timer.unref()
        const entry = {
          grant() {
            clearTimeout(timer)
            resolve(leased())
          },
        }
        waiting.push(entry)
      })
    },
    end,
  }
}
