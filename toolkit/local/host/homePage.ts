import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers `/` where no function does: the page that says the app is up, or 204 where a setting switches it off. */
export function answerHomePage(
  { url }: IncomingMessage,
  response: ServerResponse,
  environment: Readonly<Record<string, string>>,
): boolean {
  if (url?.split('?')[0] !== '/') return false
  if (environment.AzureWebJobsDisableHomepage?.toLowerCase() === 'true') response.writeHead(204).end()
  else response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE)
  return true
}

const PAGE =
  '<!DOCTYPE html><html lang="en"><title>Function app</title><h1>The function app is up and running.</h1></html>\n'
