/** What a request was answered with. */
export interface Answer {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- like the result of JSON.parse
  readonly body: any
}

export async function get(url: string): Promise<Answer> {
  return await send(url)
}

export async function post(url: string, body: unknown): Promise<Answer> {
  return await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function send(url: string, request?: RequestInit): Promise<Answer> {
  const response = await fetch(url, request)
  return { status: response.status, body: await response.json() }
}
