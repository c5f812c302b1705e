import { mutant } from 'testing-mutants'

export default mutant({
  breaks: "An event that a hook of the handler's unit publishes carries its cause's id.",
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: 'return await causedBy(event, () => unitOfWork.run(work, options), unitOfWork)',
  replace: 'return await unitOfWork.run(work, options)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/publishing.test.ts',
    name: 'what a handler publishes > carries the id of its cause from the hooks of its unit of work, too',
  },
})
