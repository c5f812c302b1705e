import type { DriverTransaction, Transaction, UnitOfWork } from 'uow'
import type { MemoryClient, MemoryDatabase } from '../memory-database.ts'
import type { Break } from '../memory-harness.ts'

/** A unit of work with one defect, and the case of the contract that must notice it. */
export interface BrokenUnitOfWork extends Break {
  readonly defect: string
  readonly noticedBy: string
}

export type Unit = UnitOfWork<MemoryClient>
export type Begun = DriverTransaction<MemoryClient>
export type Work<T> = (tx: MemoryClient) => T | PromiseLike<T>

/** Breaks the driver's transactions. */
export const transactions = (
  change: (transaction: Begun, database: MemoryDatabase) => Partial<Begun>,
): Pick<Break, 'driver'> => ({
  driver: (database) => ({
    async begin(options, guard) {
      const transaction = await database.begin(options, guard)
      return Object.assign(transaction, change(transaction, database))
    },
  }),
})

/** Breaks the frames that `current()` and `begin()` hand out. */
export const frames = (
  change: (frame: Transaction<MemoryClient>) => Partial<Transaction<MemoryClient>>,
): Pick<Break, 'unitOfWork'> => ({
  unitOfWork: (right) => {
    const broken = (frame: Transaction<MemoryClient>): Transaction<MemoryClient> => {
      const changes = change(frame)
      return new Proxy(frame, {
        get(target, name) {
          if (name in changes) return Reflect.get(changes, name)
          const value: unknown = Reflect.get(target, name, target)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    }
    return {
      current() {
        const frame = right.current()
        return frame && broken(frame)
      },
    }
  },
})

/** Breaks `run`. */
export const runs = (run: (right: Unit) => Unit['run']): Pick<Break, 'unitOfWork'> => ({
  unitOfWork: (right) => ({ run: run(right) }),
})

export interface BrokenHandle {
  readonly defect: string
  readonly noticedBy: string
  readonly change: (
    unit: Awaited<ReturnType<Unit['begin']>>,
  ) => Partial<Awaited<ReturnType<Unit['begin']>>>
}

/** Breaks the handles that `begin()` returns. */
export function handles(broken: readonly BrokenHandle[]): BrokenUnitOfWork[] {
  return broken.map(({ defect, noticedBy, change }) => ({
    defect,
    noticedBy,
    unitOfWork: (right) => ({
      async begin(options) {
        const unit = await right.begin(options)
        return {
          tx: unit.tx,
          transaction: unit.transaction,
          saveChanges: () => unit.saveChanges(),
          commit: () => unit.commit(),
          rollback: () => unit.rollback(),
          within: (work) => unit.within(work),
          [Symbol.asyncDispose]: () => unit[Symbol.asyncDispose](),
          ...change(unit),
        }
      },
    }),
  }))
}
