import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A logger that throws ends nothing.',
  file: 'packages/integration-events/src/options/guarded-logger.ts',
  search: '      } catch {\n',
  replace: '      } catch (error) {\n        throw error\n',
  killedBy: {
    test: 'packages/integration-events/test/options/bus-options.test.ts',
    name: 'the logger > stops nothing when it throws',
  },
})
