import type { PrismaClientLike, PrismaRawClient, PrismaTransactionClient } from './prisma-client.ts'

/** Prisma's own options of one transaction. */
export interface InteractiveTransactionOptions {
  readonly maxWait?: number
  readonly isolationLevel?: string
}

/**
 * The longest timeout that Prisma's timer takes; with `Infinity` it would fire at once. The unit of
 * work has a timeout of its own, which also works while Prisma is waiting.
 */
const longestTimeout = 2_147_483_647

class RolledBack extends Error {}

/**
 * Prisma's interactive transaction, whose callback is kept open until it is told how to end: what
 * Prisma has no public begin and commit for.
 */
export class InteractiveTransaction<Client extends PrismaClientLike> {
  readonly client: PrismaTransactionClient<Client> & PrismaRawClient
  readonly #end: PromiseWithResolvers<void>
  readonly #ended: () => Promise<unknown>

  static begin<Client extends PrismaClientLike>(
    client: Client,
    options: InteractiveTransactionOptions,
  ): Promise<InteractiveTransaction<Client>> {
    return new Promise((resolve, reject) => {
      let hasBegun = false
      const end = Promise.withResolvers<void>()
      const run = async (tx: PrismaTransactionClient<Client> & PrismaRawClient): Promise<void> => {
        if (hasBegun) {
          throw new Error(
            'The client called the same transaction twice. An extension that repeats transactions ' +
              'can not repeat a unit of work: repeat the `run` instead.',
          )
        }
        hasBegun = true
        resolve(new InteractiveTransaction(tx, end, () => ended))
        await end.promise
      }
      const ended = client.$transaction(run, {
        ...(options as object),
        timeout: longestTimeout,
      })
      // It begins or fails to; what comes after the beginning is told to whoever ends it.
      ended.catch(reject)
    })
  }

  private constructor(
    client: PrismaTransactionClient<Client> & PrismaRawClient,
    end: PromiseWithResolvers<void>,
    ended: () => Promise<unknown>,
  ) {
    this.client = client
    this.#end = end
    this.#ended = ended
  }

  /** Lets Prisma commit; rejects with whatever it met. */
  async commit(): Promise<void> {
    this.#end.resolve()
    await this.#ended()
  }

  /** Lets Prisma roll back. A connection that can't has lost the transaction anyway. */
  async rollback(): Promise<void> {
    this.#end.reject(new RolledBack())
    await this.#ended().catch(() => {})
  }
}
