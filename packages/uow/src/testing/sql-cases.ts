import assert from 'node:assert/strict'
import { TransactionEndedError } from '../errors/transaction-ended-error.ts'
import type { SqlExecutor } from '../sql-executor.ts'
import { type ContractCase, currentOf, rejection, rejectsWith } from './contract-case.ts'

/** SQL text, inside of a unit of work and outside of any. */
export const sqlCases: readonly ContractCase[] = [
  {
    name: 'execute returns the number of changed rows, and query returns the rows',
    async body(context) {
      const { selectSql, touchSql, unitOfWork } = context
      const useAll = async (sql: SqlExecutor, first: string, second: string): Promise<void> => {
        for (const name of [first, second]) {
          const insert = context.insertSql(name)
          assert.equal(await sql.execute(insert.sql, insert.parameters), 1)
        }
        const rows = await sql.query<{ name: string }>(selectSql, [])
        assert.equal(await sql.execute(touchSql, []), rows.length)
        assert.deepEqual(
          rows
            .map(({ name }) => name)
            .filter((name) => [first, second].includes(name))
            .toSorted(),
          [first, second],
        )
      }
      await useAll(unitOfWork.sql, 'a', 'b')
      await unitOfWork.run(() => useAll(currentOf(context).sql, 'c', 'd'))
      await unitOfWork.sql.transaction((sql) => useAll(sql, 'e', 'f'))
      assert.deepEqual(await context.committed(), ['a', 'b', 'c', 'd', 'e', 'f'])
    },
  },
  {
    name: 'a statement outside of any unit of work commits by itself',
    async body({ committed, insertSql, unitOfWork }) {
      const { sql, parameters } = insertSql('a')
      await unitOfWork.sql.execute(sql, parameters)
      assert.deepEqual(await committed(), ['a'])
    },
  },
  {
    name: 'a transaction of the database rolls back when its work rejects, with the same error',
    async body({ committed, insertSql, unitOfWork }) {
      const error = new Error('no')
      let late: SqlExecutor | undefined
      const { sql, parameters } = insertSql('a')
      const rejected = await rejection(
        unitOfWork.sql.transaction(async (transaction) => {
          late = transaction
          await transaction.execute(sql, parameters)
          assert.equal(unitOfWork.current(), undefined)
          throw error
        }),
      )
      assert.equal(rejected, error)
      assert.ok(late)
      await rejectsWith(late.execute(sql, parameters), TransactionEndedError)
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'a transaction of the database never joins the ambient unit of work',
    applies: ({ parallelTransactions }) => parallelTransactions,
    async body({ committed, insert, insertSql, unitOfWork }) {
      const { sql, parameters } = insertSql('kept')
      await rejection(
        unitOfWork.run(async (tx) => {
          await insert(tx, 'undone')
          await unitOfWork.sql.transaction((own) => own.execute(sql, parameters))
          throw new Error('no')
        }),
      )
      assert.deepEqual(await committed(), ['kept'])
    },
  },
]
