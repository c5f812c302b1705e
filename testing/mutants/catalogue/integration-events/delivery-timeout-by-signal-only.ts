import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A publisher that ignores its signal does not hang delivery.',
  file: 'packages/integration-events/src/delivery/publish-attempt.ts',
  search: `        reject(error)
        controller`,
  replace: '        controller',
  killedBy: {
    test: 'packages/integration-events/test/delivery/publish-attempt.test.ts',
    name: 'a call of the publisher > is given up after publishTimeout, even if it ignores its signal',
  },
})
