import { type BrokenUnitOfWork, frames, runs } from './break.ts'

const longest = 2_147_483_647

/** Options and SQL that do not do what they say. */
export const brokenOptionsAndSql: readonly BrokenUnitOfWork[] = [
  {
    defect: 'ignores its options',
    noticedBy: 'an option that is not valid is refused by name, before anything happens',
    unitOfWork: (right) => ({ run: (work) => right.run(work), begin: () => right.begin() }),
  },
  {
    defect: 'ignores the options of a nested run',
    noticedBy: 'a nested run refuses what only an outermost unit can have',
    ...runs(
      (right) => (work, options) => right.run(work, right.current() === undefined ? options : {}),
    ),
  },
  {
    defect: 'rolls back at the timeout, but lets late work through',
    noticedBy:
      'a run that takes longer than its timeout is rolled back, and what it still does is refused',
    ...runs((right) => async (work, options) => {
      if (options?.timeout === undefined) return right.run(work, options)
      let timer: NodeJS.Timeout | undefined
      const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('timeout')), options.timeout)
      })
      return Promise.race([right.run(work, { ...options, timeout: longest }), timeout]).finally(
        () => clearTimeout(timer),
      )
    }),
  },
  {
    defect: 'counts no changed rows',
    noticedBy: 'execute returns the number of changed rows, and query returns the rows',
    ...frames((frame) => ({
      sql: {
        dialect: frame.sql.dialect,
        query: (text, parameters) => frame.sql.query(text, parameters),
        execute: async (text, parameters) => Math.min(0, await frame.sql.execute(text, parameters)),
      },
    })),
  },
  {
    defect: 'commits a transaction of the database that failed',
    noticedBy:
      'a transaction of the database rolls back when its work rejects, with the same error',
    unitOfWork: (right) => ({
      sql: { ...right.sql, transaction: (work) => work(right.sql) },
    }),
  },
  {
    defect: 'lets a transaction of the database join the ambient unit',
    noticedBy: 'a transaction of the database never joins the ambient unit of work',
    unitOfWork: (right) => ({
      sql: {
        ...right.sql,
        transaction: (work) => {
          const current = right.current()
          return current === undefined ? right.sql.transaction(work) : work(current.sql)
        },
      },
    }),
  },
]
