import type { ServerResponse } from 'node:http'
import type { DaprCalls } from '../core/dapr-calls.ts'
import { answerNode, type MaybeParsedRequest, pathOf } from './node-adapter.ts'

/** A handler of Express, to be mounted before any body parser. */
export type ExpressHandler = (
  request: MaybeParsedRequest,
  response: ServerResponse,
  next: () => void,
) => void

export function expressAdapter(calls: DaprCalls): ExpressHandler {
  return (request, response, next) => {
    if (calls.isOurs(pathOf(request))) void answerNode(calls, request, response)
    else next()
  }
}
