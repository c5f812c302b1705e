/** Go sends the bytes of UTF-8 in a header; Node takes each character for a byte. */
export function headerText(text: string): string {
  return Buffer.from(text.replace(/[\r\n]/g, ' ')).toString('latin1')
}
