import { mutant } from 'testing-mutants'

export default mutant({
  breaks: "What is stored is the schema's input, and not its output.",
  file: 'packages/integration-events/src/bus/prepare-event.ts',
  search: 'if (definition.schema !== undefined) await validateEventData(definition, event.data)',
  replace:
    'if (definition.schema !== undefined) {\n    const output = await validateEventData(definition, event.data)\n    return { ...event, data: JSON.stringify(output) }\n  }',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'has its input stored, and not what it makes of it',
  },
})
