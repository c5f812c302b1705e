import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A crash while the broker is called loses nothing: only what it accepted is settled.',
  file: 'packages/integration-events/src/delivery/dispatcher.ts',
  search: `    const outcomes = await this.#listener.send(
`,
  replace: `    this.#listener.sent(
      batch,
      batch.events.map(() => ({ status: 'accepted' })),
    )
    const outcomes = await this.#listener.send(
`,
  killedBy: {
    test: 'testing/reliability/test/crash.test.ts',
    name: 'on postgres, a process killed > while the broker is called has its event delivered by another one',
  },
})
