/** Raw SQL, as Prisma's clients and transaction clients have it, whatever their models. */
export interface PrismaRawClient {
  /** Runs a statement that returns rows; `$1`, `$2`, … (`?` on SQLite) stand for the values. */
  $queryRawUnsafe<T = unknown>(query: string, ...values: unknown[]): PromiseLike<T>
  /** Runs a statement, and returns the number of rows that it changed. */
  $executeRawUnsafe(query: string, ...values: unknown[]): PromiseLike<number>
}

/**
 * What the event log needs of your generated client, extended or not. It is stated structurally, so
 * that a client of any schema, provider and output folder fits.
 */
export interface PrismaClientLike extends PrismaRawClient {
  /**
   * An interactive transaction: rolled back when `work` rejects. `maxWait` and `timeout` are in
   * milliseconds.
   */
  $transaction<R>(
    // oxlint-disable-next-line typescript/no-explicit-any -- a client of a schema that nobody knows here
    work: (tx: any) => Promise<R>,
    options?: { maxWait?: number; timeout?: number },
  ): Promise<R>
}
