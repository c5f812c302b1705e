import type { RenewResult, SessionId } from '../contracts/event-log.ts'
import type { InMemoryTables } from './in-memory-tables.ts'

/** See `EventLog.openSession`. */
export function openSession(
  tables: InMemoryTables,
  { leaseDuration, label }: { readonly leaseDuration: number; readonly label: string },
): SessionId {
  const id = tables.nextSession()
  tables.sessions.set(id, { label, expiresAt: tables.now() + leaseDuration, ended: null })
  return id
}

/** See `EventLog.renewSession`. */
export function renewSession(
  tables: InMemoryTables,
  session: SessionId,
  leaseDuration: number,
): RenewResult {
  const now = tables.now()
  const own = tables.sessions.get(session)
  // Late, but before anybody declared it dead: it lives on.
  if (own?.ended === null) tables.sessions.set(session, { ...own, expiresAt: now + leaseDuration })
  let ended = 0
  for (const [id, other] of tables.sessions) {
    if (id === session || other.ended !== null || other.expiresAt > now) continue
    tables.sessions.set(id, { ...other, ended: { at: now, by: 'death' } })
    ended++
  }
  return { alive: tables.lives(session), ended }
}

/** See `EventLog.endSession`. */
export function endSession(tables: InMemoryTables, session: SessionId): void {
  const own = tables.sessions.get(session)
  if (own?.ended !== null) return
  tables.sessions.set(session, { ...own, ended: { at: tables.now(), by: 'itself' } })
}
