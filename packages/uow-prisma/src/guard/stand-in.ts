/**
 * A proxy that answers as `original` does, but for what `read` makes of its properties.
 *
 * It stands on an object of its own: Prisma's clients and models are proxies themselves, and a proxy
 * on a proxy asks for the description of each property that is read, which costs more than reading.
 */
export function standIn<T extends object>(
  original: T,
  read: (property: PropertyKey) => unknown,
): T {
  return new Proxy({} as T, {
    get: (_, property) => read(property),
    has: (_, property) => Reflect.has(original, property),
    ownKeys: () => Reflect.ownKeys(original),
    getOwnPropertyDescriptor(_, property) {
      const descriptor = Reflect.getOwnPropertyDescriptor(original, property)
      return descriptor && { ...descriptor, configurable: true }
    },
    getPrototypeOf: () => Reflect.getPrototypeOf(original),
    set: (_, property, value) => Reflect.set(original, property, value),
  })
}
