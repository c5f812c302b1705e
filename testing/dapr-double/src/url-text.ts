/**
 * Undoes the escaping of a part of a path or a query the way Go's `QueryUnescape` does, for which a
 * `+` is a space, in a path too.
 *
 * @throws URIError for a `%` that two hexadecimal digits don't follow.
 */
export function queryUnescape(text: string): string {
  if (/%(?![\da-f]{2})/i.test(text)) throw new URIError(`invalid URL escape in "${text}"`)
  const bytes = text
    .replaceAll('+', ' ')
    .replace(/%([\da-f]{2})|[^\0-\x7f]+/gi, (part, digits?: string) =>
      digits === undefined
        ? Buffer.from(part).toString('latin1')
        : String.fromCharCode(Number.parseInt(digits, 16)),
    )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** Go's `path.Clean` for a rooted path: `//`, `.`, `..` and a slash at the end go. */
export function cleanPath(path: string): string {
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') kept.pop()
    else if (part !== '' && part !== '.') kept.push(part)
  }
  return `/${kept.join('/')}`
}
