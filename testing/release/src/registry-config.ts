export interface RegistryConfigOptions {
  /** Where it keeps packages, users and settings. */
  readonly folder: string
  /** The registry that has everybody else's packages. */
  readonly upstream: string
  /** The names that come from here alone, whoever else has them. */
  readonly ours: readonly string[]
}

/** Verdaccio's settings; JSON is YAML, too. */
export function registryConfig({ folder, ours, upstream }: RegistryConfigOptions): string {
  const access = { access: '$all', publish: '$authenticated' }
  return JSON.stringify({
    storage: `${folder}/storage`,
    auth: { htpasswd: { file: `${folder}/htpasswd` } },
    uplinks: { upstream: { url: upstream, maxage: '60m', timeout: '60s' } },
    packages: {
      ...Object.fromEntries(ours.map((name) => [name, access])),
      '**': { access: '$all', proxy: 'upstream' },
    },
    log: { type: 'stdout', format: 'json', level: 'warn' },
  })
}
