import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A row that cannot be read comes out beside the good ones.',
  file: 'packages/eventlogs-sql/src/postgres/claim-statements.ts',
  search: `) c left join \${log} l on l.seq = c.seq\`
}

function suspect`,
  replace: `) c join \${log} l on l.seq = c.seq\`
}

function suspect`,
  killedBy: {
    test: 'packages/eventlogs-sql/test/claim.test.ts',
    name: 'brings a row without its event to light, beside the good ones',
  },
})
