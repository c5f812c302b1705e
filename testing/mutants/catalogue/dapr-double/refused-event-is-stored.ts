import { mutant } from 'testing-mutants'

export default mutant({
  breaks: "What the double's broker refuses isn't in its record.",
  file: 'testing/dapr-double/src/broker.ts',
  search: `    if (id !== undefined && this.#refused.has(id)) return`,
  replace: `    if (id !== undefined && this.#refused.has(id)) this.stored.push(message)
    if (id !== undefined && this.#refused.has(id)) return`,
  killedBy: {
    test: 'testing/dapr-double/test/dapr-double.test.ts',
    name: 'a broker that refuses > stores the others, until it refuses no more',
  },
})
