import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { createSqliteDatabase } from 'testing-databases'
import { expect, it } from 'vitest'

it('opens a SQLite file in WAL mode with full synchronisation', () => {
  using database = createSqliteDatabase()
  const connection = database.open()
  expect(connection.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(connection.pragma('synchronous', { simple: true })).toBe(2)
})

it('opens it otherwise where a test asks for that', () => {
  using database = createSqliteDatabase()
  const connection = database.open({ journalMode: 'delete', synchronous: 'normal' })
  expect(connection.pragma('journal_mode', { simple: true })).toBe('delete')
  expect(connection.pragma('synchronous', { simple: true })).toBe(1)
})

it('shows two connections the same file, and leaves nothing behind', () => {
  const database = createSqliteDatabase()
  database.open().exec('create table t (id integer)')
  expect(database.open({ readonly: true }).prepare('select count(*) as n from t').get()).toEqual({
    n: 0,
  })
  database.drop()
  expect(existsSync(dirname(database.file))).toBe(false)
})
