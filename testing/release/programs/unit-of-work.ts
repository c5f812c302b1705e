import assert from 'node:assert/strict'
import { openDatabase } from './database.js'

/** Rows that are committed stay, rows that are rolled back never were, and hooks know which. */
async function main(): Promise<void> {
  const database = await openDatabase()
  try {
    const committed: string[] = []
    const note = (orderId: string) => async (): Promise<void> => {
      database.unitOfWork.current()?.afterCommit(() => void committed.push(orderId))
    }
    await database.placeOrder('kept', note('kept'))
    await assert.rejects(
      database.placeOrder('undone', async () => {
        await note('undone')()
        throw new Error('changed their mind')
      }),
      /changed their mind/,
    )
    assert.deepEqual(committed, ['kept'])
    assert.deepEqual(await database.orderIds(), ['kept'])
  } finally {
    await database.close()
  }
}

void main()
