import { report, startPostgres } from 'testing-databases'

const server = await startPostgres()
report({ type: 'server', url: server.url })
setInterval(() => {}, 1_000)
