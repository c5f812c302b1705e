/** How a program gets its packages: by `import`, or by `require()`; the `type` of its package.json. */
export const moduleKinds = ['module', 'commonjs'] as const

export type ModuleKind = (typeof moduleKinds)[number]
