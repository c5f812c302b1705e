/**
 * What zod, valibot, arktype and others have in common: https://standardschema.dev, version 1,
 * restated, so that this package depends on none of them.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  /** Where a schema keeps what every library's schemas have in common. */
  readonly '~standard': {
    /** The version of the convention. */
    readonly version: 1
    /** The library's name. */
    readonly vendor: string
    /** Checks a value: gives what it becomes, or what is wrong with it. Must not throw. */
    readonly validate: (
      value: unknown,
    ) => StandardSchemaResult<Output> | Promise<StandardSchemaResult<Output>>
    /** For the compiler only. */
    readonly types?:
      | {
          /** What goes in. */
          readonly input: Input
          /** What comes out. */
          readonly output: Output
        }
      | undefined
  }
}

/** What a schema made of a value: its output, or what is wrong with it. `issues` tells which. */
export type StandardSchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardSchemaIssue[] }

/** One thing that a schema found wrong. */
export interface StandardSchemaIssue {
  /** The schema's own words. */
  readonly message: string
  /** The way to it from the data, outermost first. Default: the data as a whole. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** What goes into a schema: the data that is published. */
export type SchemaInput<Schema extends StandardSchema> = NonNullable<
  Schema['~standard']['types']
>['input']

/** What comes out of a schema: the data that a handler is given. */
export type SchemaOutput<Schema extends StandardSchema> = NonNullable<
  Schema['~standard']['types']
>['output']
