import { Agent, createServer, request } from 'node:http'

// The least reverse proxy there is: `node reverseProxy.ts PORT HANDLER_PORT`.
const [port, handlerPort] = process.argv.slice(2).map(Number)
const agent = new Agent({ keepAlive: true })

createServer((incoming, response) => {
  const { method, url, headers } = incoming
  const upstream = request(
    { host: '127.0.0.1', port: handlerPort, agent, method, path: url, headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    },
  )
  upstream.on('error', () => response.destroy())
  incoming.pipe(upstream)
}).listen(port, '127.0.0.1')
