import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A delivery date that is none counts as not given.',
  file: 'packages/integration-events/src/event/delivery-date.ts',
  search: 'Number.isNaN(date) ? time : ',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/event/delivery-date.test.ts',
    name: 'the date of a delivery > is the event\'s time where the delivery date is "soon", which is none',
  },
})
