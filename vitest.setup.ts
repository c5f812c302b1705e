// Of `using`, Node 22 has the symbols, and Vitest lowers the syntax; it lacks this.
if (!('AsyncDisposableStack' in globalThis)) {
  const { AsyncDisposableStack } = await import('@whatwg-node/disposablestack')
  Object.assign(globalThis, { AsyncDisposableStack })
}

export {}
