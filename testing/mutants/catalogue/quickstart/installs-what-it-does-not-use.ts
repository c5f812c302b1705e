import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An example installs only what it shows.',
  file: 'examples/quickstart/package.json',
  search: '"eventlogs-kysely": "workspace:*",',
  replace: '"eventlogs-kysely": "workspace:*",\n    "fastify": "catalog:",',
  killedBy: {
    test: 'testing/repository/test/examples.test.ts',
    name: 'examples/quickstart > installs for its service what that imports, and its peers, and nothing else',
  },
})
