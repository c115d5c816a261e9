import { request } from 'node:http'

/** POSTs a body piece by piece, without a length unless a header gives it; answers with the status. */
export function sendChunked(
  url: string,
  headers: Readonly<Record<string, string>>,
  pieces: readonly string[],
): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
      call.destroy()
    })
    call.on('error', reject)
    for (const piece of pieces) call.write(piece)
    if (pieces.length > 0) call.end()
    else call.flushHeaders()
  })
}
