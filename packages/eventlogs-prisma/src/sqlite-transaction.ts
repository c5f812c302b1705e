import type { PrismaClientLike, PrismaRawClient } from './prisma-client.ts'

/** The longest that Prisma's timer takes; its default of 5 s could end a long migration. */
export const longestTimeout = 2_147_483_647

class Done extends Error {}

/**
 * A transaction on Prisma's single connection to a SQLite database, begun and committed by hand:
 * Prisma begins a deferred one, whose first write fails when a reader was overtaken, and lets go of
 * the connection when its own COMMIT was refused, after which its client is of no use any more. When
 * ours is refused, its ROLLBACK follows.
 */
export async function sqliteTransaction<T>(
  client: PrismaClientLike,
  work: (tx: PrismaRawClient) => Promise<T>,
): Promise<T> {
  const done = new Done()
  let result: T | undefined
  await client
    .$transaction(
      async (tx: PrismaRawClient) => {
        // Prisma's own holds nothing yet.
        for (const sql of ['commit', 'begin immediate']) await tx.$executeRawUnsafe(sql)
        result = await work(tx)
        await tx.$executeRawUnsafe('commit')
        // Prisma has a transaction to end, which is over: its ROLLBACK fails, and frees the connection.
        throw done
      },
      { timeout: longestTimeout },
    )
    .catch((error: unknown) => {
      if (error !== done) throw error
    })
  return result as T
}
