import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'All of the files are added, or none.',
  file: 'packages/eventlogs-prisma/src/cli/write-all.ts',
  search: 'for (const step of undo.toReversed()) step()',
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-prisma/test/cli.test.ts',
    name: 'takes back what it wrote when a later file can not be',
  },
})
