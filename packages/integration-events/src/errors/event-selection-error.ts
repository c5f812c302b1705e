import { describeValue } from './describe-value.ts'
import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'EVENT_SELECTION'

/** A selection of events that selects nothing, or that does not say clearly what it selects. */
export class EventSelectionError extends IntegrationEventsError {
  /** What was given. */
  readonly selection: unknown

  constructor(options: { readonly selection: unknown; readonly cause?: unknown }) {
    super({
      ...options,
      code,
      message:
        `the selection of events ${describeSelection(options.selection)} is refused. ` +
        'Select by { ids: [...] } with at least one id, by { topic }, or say { all: true }.',
    })
    this.selection = options.selection
  }

  static override isInstance(error: unknown): error is EventSelectionError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}

function describeSelection(selection: unknown): string {
  try {
    return (JSON.stringify(selection) ?? describeValue(selection)).slice(0, 200)
  } catch {
    return describeValue(selection)
  }
}
