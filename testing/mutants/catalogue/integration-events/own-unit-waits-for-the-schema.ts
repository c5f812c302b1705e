import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No transaction is held open while a schema is waited for.',
  file: 'packages/integration-events/src/bus/event-publishing.ts',
  search: 'const { id } = await event\n    const work = await this.#options.unitOfWork.begin()',
  replace: 'const work = await this.#options.unitOfWork.begin()\n    const { id } = await event',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'begins its own unit only once the data is valid',
  },
})
