/** Raw SQL, as Prisma's clients and transaction clients have it, whatever their models. */
export interface PrismaRawClient {
  $queryRawUnsafe<T = unknown>(query: string, ...values: unknown[]): PromiseLike<T>
  $executeRawUnsafe(query: string, ...values: unknown[]): PromiseLike<number>
}

/**
 * What the event log needs of your generated client, extended or not. It is stated structurally, so
 * that a client of any schema, provider and output folder fits.
 */
export interface PrismaClientLike extends PrismaRawClient {
  $transaction<R>(
    // oxlint-disable-next-line typescript/no-explicit-any -- a client of a schema that nobody knows here
    work: (tx: any) => Promise<R>,
    options?: { maxWait?: number; timeout?: number },
  ): Promise<R>
}
