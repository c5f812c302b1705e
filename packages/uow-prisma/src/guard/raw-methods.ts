/** Prisma's own methods of raw SQL. They reach into the client, so they are called on it. */
export const rawMethods: ReadonlySet<PropertyKey> = new Set([
  '$executeRaw',
  '$executeRawUnsafe',
  '$queryRaw',
  '$queryRawTyped',
  '$queryRawUnsafe',
])
