/** What the registry knows of one published version. */
export interface PublishedManifest {
  readonly name: string
  readonly version: string
  readonly peerDependencies?: Readonly<Record<string, string>>
}
