/** The name in what one types after `npm install`: `@prisma/client@7` is `@prisma/client`. */
export function packageName(specifier: string): string {
  return /^(?<name>@?[^@]+)/.exec(specifier)?.groups?.['name'] ?? specifier
}
