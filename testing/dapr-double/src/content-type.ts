/** A content type without its parameters, as daprd compares them. */
export function mediaType(contentType: string): string {
  return contentType.toLowerCase().split(';', 1)[0] ?? ''
}

export const cloudEventType = 'application/cloudevents+json'

export const jsonType = 'application/json'

/** What the JSON of a bulk holds as base64. */
export function isBinary(contentType: string): boolean {
  return mediaType(contentType) === 'application/octet-stream'
}

export function isText(contentType: string): boolean {
  return (
    contentType.toLowerCase().startsWith('text/') || mediaType(contentType) === 'application/xml'
  )
}
