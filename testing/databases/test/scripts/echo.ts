import { commands, report } from 'testing-databases'

report({ type: 'started', argument: process.argv[2], setting: process.env['ECHO_SETTING'] })
for await (const command of commands()) report({ type: 'echo', command })
