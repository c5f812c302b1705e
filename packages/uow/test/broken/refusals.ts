import type { SqlExecutor } from 'uow'
import { type BrokenUnitOfWork, frames, runs, transactions } from './break.ts'

/** What should be refused is let through. */
export const brokenRefusals: readonly BrokenUnitOfWork[] = [
  {
    defect: 'queues nested runs that come at once',
    noticedBy: 'a second nested run on a frame is refused while one is open, which goes on',
    ...runs((right) => {
      const last = new WeakMap<object, Promise<unknown>>()
      return (work, options) => {
        const frame = right.current()
        if (frame === undefined) return right.run(work, options)
        const next = (last.get(frame) ?? Promise.resolve()).then(() => right.run(work, options))
        last.set(
          frame,
          next.catch(() => {}),
        )
        return next
      }
    }),
  },
  {
    defect: 'leaves sql unguarded',
    noticedBy: 'sql of a frame is refused from outside of the nested run that is open on it',
    ...frames((frame) => {
      const { driver } = frame as unknown as { driver: { sql: SqlExecutor } }
      return { sql: driver.sql }
    }),
  },
  {
    defect: 'leaves sql unguarded after the end',
    noticedBy: 'sql after the end is refused, after a commit and after a rollback',
    ...frames((frame) => {
      const { driver } = frame as unknown as { driver: { sql: SqlExecutor } }
      return { sql: driver.sql }
    }),
  },
  {
    defect: 'leaves the native client unguarded',
    noticedBy:
      'the native client of a frame is refused from outside of the nested run that is open on it',
    ...transactions((transaction) => ({
      native: { insert: async (name) => void (await transaction.sql.execute('insert', [name])) },
    })),
  },
  {
    defect: 'leaves the native client unguarded after the end',
    noticedBy: 'the native client after the end is refused',
    ...transactions((transaction) => ({
      native: { insert: async (name) => void (await transaction.sql.execute('insert', [name])) },
    })),
  },
  {
    defect: 'starts a transaction of its own for work that outlived one',
    noticedBy: 'a run that is started by work that outlived its transaction is refused',
    ...runs((right) => async (work, options) => {
      const ambient = right.ambient()
      if (ambient === undefined || ambient.state === 'open') return right.run(work, options)
      const unit = await right.begin(options)
      const result = await unit.within(() => work(unit.tx))
      await unit.commit()
      return result
    }),
  },
  {
    defect: 'calls an ended transaction current',
    noticedBy: 'work that goes on after the end finds its ended transaction, and no current one',
    unitOfWork: (right) => ({ current: () => right.ambient() }),
  },
  {
    defect: 'falls back to the outer frame when the nested one has ended',
    noticedBy: 'a nested frame takes nothing after its own end, even while the unit is open',
    unitOfWork: (right) => ({
      current() {
        const ambient = right.ambient()
        return ambient?.state === 'open' ? ambient : ambient?.root
      },
    }),
  },
]
