/** daprd's default. */
const maximalBytes = 4 * 2 ** 20

export interface LimitedBody {
  readonly body: Buffer
  readonly bodyError: string | undefined
}

/**
 * What daprd reads of a body. One byte too many of a body whose length was announced is cut off
 * without a word, so that the rest is taken for the whole.
 */
export function limitBody(body: Buffer, announced: boolean): LimitedBody {
  if (body.length <= maximalBytes) return { body, bodyError: undefined }
  const cut = announced && body.length === maximalBytes + 1
  return { body: body.subarray(0, maximalBytes), bodyError: cut ? undefined : 'stream too large' }
}
