/** The same object with some methods replaced. What its methods call of itself stays as it was. */
export function replaceMethods<Target extends object>(
  target: Target,
  methods: Partial<Target>,
): Target {
  const replaced = new Map<PropertyKey, unknown>(Object.entries(methods))
  return new Proxy(target, {
    get(original, property) {
      const method = replaced.get(property)
      if (method !== undefined) return method
      const value: unknown = Reflect.get(original, property, original)
      return typeof value === 'function' ? value.bind(original) : value
    },
  })
}
