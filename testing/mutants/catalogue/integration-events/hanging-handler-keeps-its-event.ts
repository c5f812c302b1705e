import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler that hangs keeps no event for ever.',
  file: 'packages/integration-events/src/subscriber/handling/at-least-once.ts',
  search: "context.signal.addEventListener('abort', failed, { once: true })",
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/retries.test.ts',
    name: 'a handler without an inbox > is given up although it hangs, when the transport does not wait any more',
  },
})
