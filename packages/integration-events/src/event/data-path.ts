/** Where something stands in the data, as one would write it: `items[2].price`. */
export function dataPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    const text = String(key)
    if (/^\d+$/.test(text)) return `${path}[${text}]`
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text))
      return `${path}[${JSON.stringify(text)}]`
    return path === '' ? text : `${path}.${text}`
  }, '')
}
