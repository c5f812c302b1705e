import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A connection that the double cuts before it stores leaves nothing stored.',
  file: 'testing/dapr-double/src/dapr-double.ts',
  search: 'if (fault.stores) this.#answer(request)',
  replace: 'this.#answer(request)',
  killedBy: {
    test: 'testing/dapr-double/test/dapr-double.test.ts',
    name: 'a fault > cuts the connection, with the event stored: false',
  },
})
