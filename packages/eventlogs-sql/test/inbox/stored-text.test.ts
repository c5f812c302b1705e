import { describe, expect, test } from 'vitest'
import { storedText } from '../../src/inbox/stored-text.ts'
import { deliveryOf, postgresInbox, recordAlone, sqliteInbox } from '../support/given-inbox.ts'

/** What a foreign producer may send, and a database would refuse, cut, or take for another. */
const odd = [
  '',
  'a\u0000',
  'a\u0000b',
  '\ud83d',
  '\ude00',
  '\ufffd',
  'a\u0000'.slice(0, 1),
  '\u0001"a\\u0000"',
  '\u0001',
  noise(5_000),
  `${noise(5_000)}x`,
  storedText(noise(5_000)),
  '\u0000'.repeat(700),
]

describe.each([
  { dialect: 'PostgreSQL', create: postgresInbox },
  { dialect: 'SQLite', create: sqliteInbox },
])('a text of a foreign producer on $dialect', ({ create }) => {
  test('is taken whatever it is, and never for another', async () => {
    await using given = await create()
    const { inbox, test } = given
    const deliveries = odd.flatMap((text) =>
      (['id', 'source', 'consumer'] as const).map((part) =>
        deliveryOf({ id: 'id', [part]: text, date: Date.now() }),
      ),
    )
    for (const delivery of deliveries)
      expect(await recordAlone(inbox, test, delivery)).toBe('recorded')
    for (const delivery of deliveries)
      expect(await recordAlone(inbox, test, delivery)).toBe('handled')
  })
})

test('a text as producers send them is stored as it is', () => {
  const texts = ['0198c5d2-7c1a-7000-8000-000000000001', 'https://shop.example/orders', '"q"', '🧾']
  expect(texts.map(storedText)).toEqual(texts)
})

/** Characters that no database can compress. */
function noise(length: number): string {
  let state = 1
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647
    return String.fromCharCode(33 + (state % 90))
  }).join('')
}
