/** One file of the event log's in a user's folder, and what becomes of it. */
export interface PlannedFile {
  readonly path: string
  readonly outcome: 'added' | 'overwritten' | 'unchanged' | 'kept, though it differs'
  /** Left out when there is nothing to write. */
  readonly content?: string
}
