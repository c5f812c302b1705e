import { brokerPublisher } from './broker-publisher.ts'
import { createOrderService } from './order-service.ts'
import { createTimeline } from './timeline.ts'

// A second process of the service, which dies at the worst moment: the order and its event are
// committed, and nothing was sent yet. Run as: node doomed-child.js DATABASE_FILE BROKER_URL ORDER

const [, , file = '', brokerUrl = '', orderId = ''] = process.argv
const timeline = createTimeline(() => {})
const publisher = brokerPublisher({ url: brokerUrl, timeline })
const service = createOrderService({ file, publisher, timeline })
await service.bus.start()
await service.uow.run(async (tx) => {
  // Registered before the event is published, so that it runs before the event is handed over.
  service.uow.current()?.afterCommit(() => {
    process.kill(process.pid, 'SIGKILL')
  })
  await service.recordOrder(tx, orderId, 700)
})
