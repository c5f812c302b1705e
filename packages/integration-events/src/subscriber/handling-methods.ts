import type { EventType } from '../event/event-type.ts'
import type { TopicOptions } from './topic.ts'

/** A method that was decorated with `@Topic`. */
export interface HandlingMethodMark {
  readonly name: string | symbol
  readonly event: EventType
  readonly pubsubName: string
  readonly options: TopicOptions
}

/** The same in each copy of this package. */
const key: unique symbol = Symbol.for('integration-events.handling-methods')

interface Marked {
  [key]?: HandlingMethodMark[]
}

/** Notes a method at an instance, or at the prototype of its class. */
export function addHandlingMethod(holder: Marked, mark: HandlingMethodMark): void {
  if (!Object.hasOwn(holder, key)) Object.defineProperty(holder, key, { value: [] })
  holder[key]?.push(mark)
}

/**
 * The methods of an object that handle events, those of base classes first. A method that handles the
 * same event in a base class, too, is one, as the class has it that is nearest.
 */
export function handlingMethodsOf(object: object): readonly HandlingMethodMark[] {
  const holders: Marked[] = []
  for (let holder: Marked | null = object; holder !== null; holder = Object.getPrototypeOf(holder))
    holders.unshift(holder)
  const methods: HandlingMethodMark[] = []
  for (const holder of holders) {
    for (const mark of Object.hasOwn(holder, key) ? (holder[key] ?? []) : []) {
      const { event, name } = mark
      const known = methods.findIndex((other) => other.name === name && other.event === event)
      if (known === -1) methods.push(mark)
      else methods[known] = mark
    }
  }
  return methods
}
