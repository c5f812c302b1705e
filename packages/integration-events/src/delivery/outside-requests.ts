import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Runs work outside of any request's AsyncLocalStorage, in the context in which this module was
 * loaded. Without it a send that a commit causes, and every loop that a request happens to start,
 * would carry that request's user, trace and transaction for as long as it runs.
 */
export const outsideRequests: <Result>(work: () => Result) => Result = AsyncLocalStorage.snapshot()
