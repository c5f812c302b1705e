import { describe, expect, it } from 'vitest'
import { defectsOf, duplicatesIn, noDefects } from '../src/history.ts'
import type { Send } from '../src/recording-broker.ts'

const send = (orderId: string, begin: number, fields: Partial<Send> = {}): Send => ({
  sender: 'one',
  topic: 'orders.placed',
  id: `id of ${orderId}`,
  wire: `event of ${orderId}`,
  orderId,
  begin,
  beganAt: begin,
  end: begin + 1,
  endedAt: begin + 1,
  answer: 'accepted',
  accepted: begin,
  unheard: false,
  ...fields,
})
const failed = { answer: 'transient', accepted: undefined } as const
const committed = ['a', 'b']

describe('the checker of histories', () => {
  it('finds nothing wrong with each event accepted once, after failures or not', () => {
    const sends = [send('a', 1, failed), send('b', 3), send('a', 5)]
    expect(defectsOf(sends, { committed })).toEqual(noDefects)
  })

  it('finds what was never accepted', () => {
    expect(defectsOf([send('a', 1, failed), send('b', 3)], { committed }).lost).toEqual(['a'])
    expect(defectsOf([send('b', 3)], { committed }).lost).toEqual(['a'])
  })

  it('finds what was sent without having been committed, accepted or not', () => {
    const sends = [send('a', 1), send('b', 3), send('c', 5, failed)]
    expect(defectsOf(sends, { committed }).invented).toEqual(['c'])
  })

  it('finds an event whose id or bytes changed', () => {
    const sends = [send('a', 1, failed), send('a', 3, { wire: 'other bytes' }), send('b', 5)]
    expect(defectsOf(sends, { committed }).unstable).toEqual(['a'])
  })

  it('finds repetitions, but for those that are allowed', () => {
    const sends = [send('a', 1, { sender: 'dead' }), send('a', 3), send('b', 5)]
    expect(defectsOf(sends, { committed }).repeated).toEqual(['a'])
    const mayRepeat = ({ sender }: Send): boolean => sender === 'dead'
    expect(defectsOf(sends, { committed, mayRepeat }).repeated).toEqual([])
    expect(duplicatesIn(sends)).toBe(1)
  })

  it('lets pass what was accepted after the caller had hung up, and sent again', () => {
    const sends = [send('a', 1, { end: 2, accepted: 3 }), send('a', 4), send('b', 6)]
    expect(defectsOf(sends, { committed })).toEqual(noDefects)
  })

  it('lets pass what was sent again because no answer came in time', () => {
    const sends = [send('a', 1, { unheard: true }), send('a', 3), send('b', 5)]
    expect(defectsOf(sends, { committed })).toEqual(noDefects)
    const heard = [send('a', 1), send('a', 3, { unheard: true }), send('b', 5)]
    expect(defectsOf(heard, { committed }).repeated).toEqual(['a'])
  })

  it('finds two sends of one event at the same time', () => {
    const sends = [send('a', 1, { ...failed, end: 4 }), send('a', 3, { end: 5 }), send('b', 6)]
    expect(defectsOf(sends, { committed }).overlapping).toEqual(['a'])
    const open = [send('a', 1, { ...failed, end: undefined }), send('a', 3), send('b', 6)]
    expect(defectsOf(open, { committed }).overlapping).toEqual(['a'])
  })
})
