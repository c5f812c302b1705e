import { report } from 'testing-databases'
import { inMemoryUnitOfWork } from 'uow'
import { DeliveryEngine } from '../../../src/delivery/delivery-engine.ts'
import { inMemoryEventLog } from '../../../src/in-memory/in-memory-event-log.ts'
import { defaultOptions } from '../support/default-options.ts'
import { event } from '../support/event.ts'
import { recordingLogger } from '../support/recording-logger.ts'

const eventLog = inMemoryEventLog()
const engine = new DeliveryEngine({
  eventLog,
  logger: recordingLogger(),
  options: defaultOptions,
  publisher: {
    name: 'reporting',
    publish: async (sent) => {
      report({ type: 'sent', ids: sent.map(({ id }) => id) })
      return sent.map(() => ({ status: 'accepted' }))
    },
  },
})
await engine.start()
const unitOfWork = inMemoryUnitOfWork()
await unitOfWork.run(async () => {
  const transaction = unitOfWork.current()!
  const order = event()
  const reservation = engine.reserve([order])
  const rows = [{ event: order, owned: reservation.owned[0] === true }]
  const appended = await eventLog.append(transaction, rows, reservation.session)
  transaction.afterCommit(() => reservation.committed(appended))
})
await engine.idle()
await engine.stop()
report('stopped')
// Nothing ends the process: it has nothing left to do.
