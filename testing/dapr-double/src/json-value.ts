/** A JSON value that loses nothing: numbers stay as they were written. */
export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | JsonObject

/** A map, as no member name is special in it: `__proto__` is one like the others. */
export type JsonObject = Map<string, JsonValue>

/** A number as the text that stood in the JSON: `9007199254740993`, `1.10`. */
export class JsonNumber {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}
