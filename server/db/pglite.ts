import { Worker } from 'node:worker_threads'
import { Client } from 'pg'
import { applicationName, type ConnectionSource, defaultStatementTimeoutMs, runScript, sessionSettings } from './connection.ts'
import { DatabaseError } from './errors.ts'
import { leaseOf } from './lease.ts'
import type { FromWorker, ToWorker, WorkerStart } from './pgliteMessages.ts'
import { PgliteSocket } from './pgliteSocket.ts'
import { typeParsers } from './values.ts'

export interface PgliteSource extends ConnectionSource {
  /** The data folder as a tar, taken between two transactions; everything waits meanwhile. Use dump.ts on a folder in use. */
  dumpDataDir(compression: 'none' | 'gzip'): Promise<Uint8Array>
}

/**
 * Starts the embedded engine (PGlite + PostGIS) in a worker thread and connects `pg` to it.
 * A statement cannot be interrupted inside the engine: its `statement_timeout` does not fire (no timer signals in WebAssembly).
 * Throws DatabaseError('engine') when it does not start.
 */
export async function openPglite(start: WorkerStart): Promise<PgliteSource> {
  const worker = new Worker(new URL('./pgliteWorker.ts', import.meta.url), { workerData: start, name: 'sigg-pglite' })
  const post = (message: ToWorker): void => worker.postMessage(message)
  const socket = new PgliteSocket((bytes) => post({ kind: 'wire', bytes }))
  const expected = new Map<FromWorker['kind'], (message: FromWorker) => void>()
  let refuse: (error: DatabaseError) => void = () => undefined

  const fail = (message: string): void => {
    const error = new DatabaseError({ code: 'engine', message: `embedded database: ${message}` })
    refuse(error)
    socket.destroy(error)
  }
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'wire') socket.receive(message.bytes)
    else if (message.kind === 'failed') fail(message.message)
    else expected.get(message.kind)?.(message)
  })
  worker.on('error', (thrown) => fail(thrown instanceof Error ? thrown.message : String(thrown)))

  const answer = <K extends FromWorker['kind']>(kind: K): Promise<Extract<FromWorker, { kind: K }>> =>
    new Promise((resolve, reject) => {
      refuse = reject
      expected.set(kind, (message) => resolve(message as Extract<FromWorker, { kind: K }>))
    })

  await answer('ready')
  const client = new Client({ stream: () => socket, types: typeParsers, user: 'postgres', database: 'postgres', host: 'localhost' })
  client.on('error', () => undefined)
  await client.connect()
  const settings = { ...sessionSettings, application_name: applicationName, statement_timeout: String(defaultStatementTimeoutMs) }
  await runScript(client, Object.entries(settings).map(([name, value]) => `set ${name} = '${value}'`).join('; '))

  const source = leaseOf(client, async () => {
    const last = await source.connect()
    const closed = answer('closed')
    post({ kind: 'close' })
    await closed
    socket.destroy()
    last.release()
    await worker.terminate()
  })
  return {
    ...source,
    async dumpDataDir(compression) {
      const lease = await source.connect()
      try {
        const dumped = answer('dumped')
        post({ kind: 'dump', compression })
        return (await dumped).bytes
      } finally {
        lease.release()
      }
    },
  }
}
