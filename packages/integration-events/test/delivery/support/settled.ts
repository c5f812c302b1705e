/** Lets everything run that does not wait for time or a gate. */
export { eventLoopTurns as settled } from '../../../src/testing/event-loop-turns.ts'
