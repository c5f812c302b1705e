/** Does something, and says what it was, how long it took, and whether it failed. */
export async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const say = (outcome: string): void => {
    const seconds = ((performance.now() - started) / 1_000).toFixed(1)
    console.log(`${outcome.padEnd(6)} ${seconds.padStart(5)} s  ${what}`)
  }
  try {
    const result = await work()
    say('ok')
    return result
  } catch (error) {
    say('failed')
    throw error
  }
}
