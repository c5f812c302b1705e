import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A delivery that the double breaks off because it goes down is made again.',
  file: 'testing/dapr-double/src/deliver-event.ts',
  search: `    if (signal.aborted) return
    const verdict = verdictOf(answer)`,
  replace: `    const verdict = verdictOf(answer)`,
  killedBy: {
    test: 'testing/dapr-double/test/deliveries.test.ts',
    name: 'a sidecar that goes down in the middle of a delivery > makes it again when it is up, and those behind it',
  },
})
