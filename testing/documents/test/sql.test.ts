import { migrationSql } from 'eventlogs-sql'
import { createTestDatabase } from 'testing-event-logs'
import { expect, it } from 'vitest'
import { codeBlocksIn } from '../src/code-block.ts'
import { documents, readDocument } from '../src/documents.ts'

const statements = documents.flatMap((document) =>
  codeBlocksIn(readDocument(document))
    .filter(({ language }) => language === 'sql')
    .flatMap(({ directives: { only }, line, lines }) =>
      (['postgres', 'sqlite'] as const)
        .filter((dialect) => only === undefined || only === dialect)
        .map((dialect) => ({ name: `${document}:${line}`, dialect, text: lines.join('\n') })),
    ),
)

it('finds SQL in the documents', () => {
  expect(new Set(statements.map(({ dialect }) => dialect))).toEqual(new Set(['postgres', 'sqlite']))
})

// oxlint-disable-next-line vitest/expect-expect -- the database refuses what is wrong
it.each(statements)('runs on $dialect: $name', async ({ dialect, text }) => {
  await using database = await createTestDatabase(dialect)
  await database.script(migrationSql(dialect))
  for (const statement of text.split(/;\s*$/m)) {
    if (statement.trim() !== '') await database.sql(statement)
  }
})
