import type { BrokerProcess } from '../broker-process.ts'
import type { Expectations } from '../expectations.ts'
import type { OrderService } from '../order-service.ts'
import type { Timeline } from '../timeline.ts'

/** What every scene works with. */
export interface Stage {
  readonly databaseFile: string
  readonly service: OrderService
  readonly broker: BrokerProcess
  readonly expectations: Expectations
  readonly timeline: Timeline
  /** Orders that were committed; the record may hold events of these only. */
  readonly committed: Set<string>
}

/** A part of the story: does something to the service or the broker, and notes what it saw. */
export type Scene = (stage: Stage) => Promise<void>
