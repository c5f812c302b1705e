import { createSubscriber, defineEvent, inMemoryInbox } from 'integration-events'
import { report } from 'testing-databases'
import { inMemoryUnitOfWork } from 'uow'
import { outgoing } from '../support.ts'

// Handles an event, and has nothing else to do. Nobody stops the subscriber.
const unitOfWork = inMemoryUnitOfWork()
const subscriber = createSubscriber({ unitOfWork, inbox: inMemoryInbox() })
subscriber.on(defineEvent('orders.placed'), { consumer: 'billing' }, () => {})
const { signal } = new AbortController()
const [verdict] = await subscriber.handle(outgoing({ time: Date.now() }), { signal })
report({ status: verdict?.status })
