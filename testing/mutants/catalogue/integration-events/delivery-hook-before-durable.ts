import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The hook onExhausted is told only of what is durable.',
  file: 'packages/integration-events/src/delivery/delivery-stages.ts',
  search: `exhausted: (event, error) => this.outcomes.exhausted(event, error),
      handBack`,
  replace: `exhausted: (event, error) => {
        const { sequence, attempts } = event
        const { id, topic } = event.event
        this.exhausted.tell([{ sequence, id, topic, attempts, error, event: event.event }], true)
      },
      handBack`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/exhausted.test.ts',
    name: 'onExhausted > is told of the event, after that is durable',
  },
})
