import type { EventToAppend } from 'integration-events'

const maximumRows = 1_000
const maximumCharacters = 4 * 1024 * 1024

/**
 * Cuts a huge unit of work into statements of a size that every database takes: 1,000 rows or 4 MB,
 * whichever is less. An event larger than that goes alone.
 */
export function appendChunks(events: readonly EventToAppend[]): readonly EventToAppend[][] {
  const chunks: EventToAppend[][] = []
  let chunk: EventToAppend[] = []
  let characters = 0
  for (const event of events) {
    const size = event.event.data.length
    if (
      chunk.length === maximumRows ||
      (chunk.length > 0 && characters + size > maximumCharacters)
    ) {
      chunks.push(chunk)
      chunk = []
      characters = 0
    }
    chunk.push(event)
    characters += size
  }
  if (chunk.length > 0) chunks.push(chunk)
  return chunks
}
