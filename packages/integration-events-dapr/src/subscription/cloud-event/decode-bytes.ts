/** @throws TypeError when the bytes are no UTF-8: replacing them would alter the event. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

/** @throws Error when the text is no base64, of which `Buffer` would take what it can. */
export function decodeBase64(text: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new Error('the base64 is none')
  return Buffer.from(text, 'base64')
}
