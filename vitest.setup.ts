import { AsyncDisposableStack } from '@whatwg-node/disposablestack'

// Of `using`, Node 22 has the symbols, and Vitest lowers the syntax; it lacks this.
globalThis.AsyncDisposableStack ??= AsyncDisposableStack
