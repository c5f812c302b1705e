import type { HookErrorReporter } from './frame-hooks.ts'

type OnHookError = (...reported: Parameters<HookErrorReporter>) => unknown

/** Hands the errors of hooks to the user's function, whatever that does in turn. */
export function hookErrorReporter(onHookError: OnHookError = print): HookErrorReporter {
  return (error, hook) => {
    try {
      void Promise.resolve(onHookError(error, hook)).catch((failure: unknown) => {
        print(error, hook)
        print(failure, hook)
      })
    } catch (failure) {
      print(error, hook)
      print(failure, hook)
    }
  }
}

function print(error: unknown, hook: 'afterCommit' | 'afterRollback'): void {
  // oxlint-disable-next-line eslint/no-console -- the last resort: an error may not vanish
  console.error(`An ${hook} hook of a unit of work failed; the outcome stands.`, error)
}
