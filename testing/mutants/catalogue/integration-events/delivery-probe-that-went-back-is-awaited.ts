import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A paused topic is probed again after a probe that went back to the log.',
  file: 'packages/integration-events/src/delivery/topic-probes.ts',
  search: 'if (this.#listener.send(event) && isProbe) this.#circuits',
  replace: 'this.#listener.send(event)\n    if (isProbe) this.#circuits',
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'the circuit of a topic > is probed again when its session was about to be replaced while a probe was claimed',
  },
})
