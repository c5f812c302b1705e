import { describe, expect, it } from 'vitest'
import { type TurnKind, Turns } from '../src/sqlite/turns.ts'

/** Takes turns, and notes who has got one. */
function queue(turns: Turns): {
  readonly admitted: string[]
  readonly come: (name: string, kind: TurnKind, maxWait?: number) => Promise<boolean>
} {
  const admitted: string[] = []
  return {
    admitted,
    async come(name, kind, maxWait) {
      const isAdmitted = await turns.take(kind, maxWait)
      if (isAdmitted) admitted.push(name)
      return isAdmitted
    },
  }
}

const nextTurn = (): Promise<unknown> => new Promise(setImmediate)

describe('turns', () => {
  it('alone come one after the other, in order', async () => {
    const turns = new Turns()
    const { admitted, come } = queue(turns)
    void come('first', 'alone')
    void come('second', 'alone')
    void come('third', 'alone')
    await nextTurn()
    expect(admitted).toEqual(['first'])
    turns.free()
    await nextTurn()
    expect(admitted).toEqual(['first', 'second'])
    turns.free()
    turns.free()
    expect(turns.takeAtOnce('alone')).toBe(true)
  })

  it('together are together, and do not overtake one that waits to be alone', async () => {
    const turns = new Turns()
    const { admitted, come } = queue(turns)
    void come('one', 'together')
    void come('two', 'together')
    void come('alone', 'alone')
    void come('late', 'together')
    await nextTurn()
    expect(admitted).toEqual(['one', 'two'])
    expect(turns.takeAtOnce('together')).toBe(false)
    turns.free()
    await nextTurn()
    expect(admitted).toEqual(['one', 'two'])
    turns.free()
    await nextTurn()
    expect(admitted).toEqual(['one', 'two', 'alone'])
    turns.free()
    await nextTurn()
    expect(admitted).toEqual(['one', 'two', 'alone', 'late'])
  })

  it('that are waited for too long are given up, and stop nobody behind them', async () => {
    const turns = new Turns()
    const { admitted, come } = queue(turns)
    void come('reading', 'together')
    const impatient = come('impatient', 'alone', 10)
    void come('reading too', 'together')
    await nextTurn()
    expect(admitted).toEqual(['reading'])
    expect(await impatient).toBe(false)
    await nextTurn()
    expect(admitted).toEqual(['reading', 'reading too'])
    turns.free()
    turns.free()
    expect(turns.takeAtOnce('alone')).toBe(true)
  })
})
