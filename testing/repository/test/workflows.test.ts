import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { workflowDefects } from '../src/workflow-defects.ts'
import { root } from '../src/workspace.ts'

const folder = join(root, '.github/workflows')

it.each(readdirSync(folder))('%s pins every action, and gives every job what it needs', (file) => {
  expect(workflowDefects(readFileSync(join(folder, file), 'utf8'))).toEqual([])
})

describe('a workflow that trusts too much', () => {
  const commit = '3d3c42e5aac5ba805825da76410c181273ba90b1'
  const workflow = (use: string, permissions = 'permissions: {}'): string =>
    `on: push\n${permissions}\njobs:\n  job:\n    steps:\n      - uses: ${use}\n`

  it.each([
    'actions/checkout@v7',
    'actions/checkout@main',
    `actions/checkout@${commit.slice(0, 12)} # v7.0.1`,
    `actions/checkout@${commit}`,
    'actions/checkout',
  ])('uses %s', (use) => {
    expect(workflowDefects(workflow(use))).toEqual([`${use} is no commit with its version`])
  })

  it.each([`actions/checkout@${commit} # v7.0.1`, `changesets/action/pack@${commit} # v2.1.1`])(
    'does not use %s',
    (use) => {
      expect(workflowDefects(workflow(use))).toEqual([])
    },
  )

  const pinned = `actions/checkout@${commit} # v7.0.1`

  it('states no permissions', () => {
    expect(workflowDefects(workflow(pinned, ''))).toEqual(['it states no permissions'])
  })

  it.each(['permissions: write-all', 'permissions:\n  contents: read\n  id-token: write'])(
    'has every job write, by %j',
    (permissions) => {
      expect(workflowDefects(workflow(pinned, permissions))).toEqual(['every job of it may write'])
    },
  )
})
