import { BusOptionError } from 'integration-events'
import { virtualClock } from 'integration-events/testing'
import { readFile } from 'node:fs/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

const nothing = (): void => {}

describe('a virtual clock', () => {
  it('stands still until it is advanced, by a duration in either spelling', async () => {
    const clock = virtualClock()
    expect(clock.now()).toBe(0)
    await clock.advance('1.5s')
    await clock.advance(500)
    expect(clock.now()).toBe(2_000)
  })

  it('runs what is due in order, each at its own time, and leaves the rest', async () => {
    const clock = virtualClock()
    const ran: (readonly [string, number])[] = []
    const note = (name: string) => () => void ran.push([name, clock.now()])
    clock.schedule(300, note('third'))
    clock.schedule(100, note('first'))
    clock.schedule(100, note('second'))
    clock.schedule(301, note('later'))
    await clock.advance(300)
    expect(ran).toEqual([
      ['first', 100],
      ['second', 100],
      ['third', 300],
    ])
    expect(clock.timers).toBe(1)
    await clock.advance(1)
    expect(ran.at(-1)).toEqual(['later', 301])
  })

  it('skips no timer that another timer has started on the way', async () => {
    const clock = virtualClock()
    const ran: number[] = []
    const again = (): void => {
      ran.push(clock.now())
      clock.schedule(100, again)
    }
    clock.schedule(100, again)
    await clock.advance(350)
    expect(ran).toEqual([100, 200, 300])
    expect(clock.now()).toBe(350)
  })

  it('skips no timer that a promise has started on the way', async () => {
    const clock = virtualClock()
    const times: number[] = []
    const loop = async (): Promise<void> => {
      for (;;) {
        await new Promise<void>((resolve) => void clock.schedule(100, resolve))
        // A chain of turns, as work that is split up leaves behind.
        for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
        times.push(clock.now())
      }
    }
    void loop()
    await clock.advance(300)
    expect(times).toEqual([100, 200, 300])
  })

  it('runs nothing that was cancelled, also by another timer of the same moment', async () => {
    const clock = virtualClock()
    const ran: string[] = []
    clock.schedule(100, () => {
      ran.push('first')
      cancel()
    })
    const cancel = clock.schedule(100, () => void ran.push('cancelled'))
    await clock.advance(100)
    expect(ran).toEqual(['first'])
    expect(clock.timers).toBe(0)
  })

  it('advances one call after the other', async () => {
    const clock = virtualClock()
    const seen: number[] = []
    clock.schedule(150, () => void seen.push(clock.now()))
    await Promise.all([clock.advance(100), clock.advance(100)])
    expect(seen).toEqual([150])
    expect(clock.now()).toBe(200)
  })

  it('hands on what a callback throws, and can be advanced again', async () => {
    const clock = virtualClock()
    clock.schedule(10, () => {
      throw new Error('broken')
    })
    await expect(clock.advance(20)).rejects.toThrow('broken')
    await clock.advance(20)
    expect(clock.now()).toBe(30)
  })

  it('freezes: time passes, and what became due runs afterwards', async () => {
    const clock = virtualClock()
    const seen: number[] = []
    clock.schedule(10, () => void seen.push(clock.now()))
    clock.freeze('1m')
    expect([clock.now(), seen.length]).toEqual([60_000, 0])
    await clock.advance(0)
    expect(seen).toEqual([60_000])
  })

  it('waits for answers from outside before time goes on', async () => {
    const clock = virtualClock({ patience: '10s' })
    const seen: string[] = []
    const answer = readFile(import.meta.filename).then(() => void seen.push('the answer'))
    clock.awaits!(answer)
    clock.schedule(100, () => void seen.push('its time limit'))
    await clock.advance(100)
    expect(seen).toEqual(['the answer', 'its time limit'])
  })

  it('waits for what never answers for its patience only, and only once', async () => {
    const clock = virtualClock({ patience: 20 })
    clock.awaits!(new Promise(nothing))
    for (let timer = 1; timer <= 1_000; timer++) clock.schedule(timer, nothing)
    await clock.advance(1_000)
    expect(clock.timers).toBe(0)
  }, 2_000)

  it('waits by the real time, also where a test holds that still', { timeout: 2_000 }, async () => {
    const still = vi.spyOn(performance, 'now').mockReturnValue(1)
    onTestFinished(() => still.mockRestore())
    const clock = virtualClock({ patience: 20 })
    clock.awaits!(new Promise(nothing))
    await clock.advance(1)
    expect(clock.now()).toBe(1)
  })

  it('is not put out by an answer that fails', async () => {
    const clock = virtualClock()
    const failed = Promise.reject(new Error('no connection'))
    clock.awaits!(failed)
    await clock.advance(1)
    await expect(failed).rejects.toThrow('no connection')
  })

  it('refuses what is no duration', async () => {
    const clock = virtualClock()
    await expect(clock.advance('soon' as never)).rejects.toBeInstanceOf(BusOptionError)
    expect(() => clock.freeze(-1)).toThrow(BusOptionError)
    expect(() => virtualClock({ patience: Number.NaN })).toThrow(BusOptionError)
  })
})
