import type { ServerResponse } from 'node:http'
import type { SubscriptionCore } from '../core/subscription-core.ts'
import { answerNode, type MaybeParsedRequest, pathOf } from './node-adapter.ts'

/** A handler of Express, to be mounted before any body parser. */
export type ExpressHandler = (
  request: MaybeParsedRequest,
  response: ServerResponse,
  next: () => void,
) => void

export function expressAdapter(core: SubscriptionCore): ExpressHandler {
  return (request, response, next) => {
    if (core.isOurs(pathOf(request))) void answerNode(core, request, response)
    else next()
  }
}
