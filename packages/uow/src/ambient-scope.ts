import { AsyncLocalStorage } from 'node:async_hooks'

type Frames = ReadonlyMap<object, unknown>

const key = Symbol.for('uow.ambient-scope.1')

/** On `globalThis`, so that two copies of this package see one ambient scope. */
function sharedStorage(): AsyncLocalStorage<Frames> {
  const shared = globalThis as { [key]?: AsyncLocalStorage<Frames> }
  return (shared[key] ??= new AsyncLocalStorage())
}

const storage = sharedStorage()

/**
 * The ambient frame of one unit of work. Each instance has an entry of its own in the shared
 * storage: units of work over two databases never mix, and may be nested in each other.
 */
export class AmbientScope<Frame extends object> {
  /** The frame inside of which the caller runs, whether it is still open or not. */
  frame(): Frame | undefined {
    return storage.getStore()?.get(this) as Frame | undefined
  }

  /** Runs `work` inside of `frame`, or outside of any frame of this unit of work. */
  run<T>(frame: Frame | undefined, work: () => T): T {
    const frames = new Map(storage.getStore())
    if (frame === undefined) frames.delete(this)
    else frames.set(this, frame)
    return storage.run(frames, work)
  }
}
