import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import * as grpc from '@grpc/grpc-js'
import proto, { type RunPluginRequest, type RunPluginResponse } from '@pulumi/pulumi/proto/language_pb.js'
import { dieTogether } from '../dieTogether.ts'

const runner = createRequire(import.meta.url).resolve('@pulumi/pulumi/cmd/run-policy-pack')

/**
 * Runs a policy pack (`--policy-pack DIR`) with Pulumi's own runner, for as long as the engine wants it. The engine
 * reads the pack's port out of what it prints.
 */
export function runPolicyPack(call: grpc.ServerWritableStream<RunPluginRequest, RunPluginResponse>): void {
  const { request } = call
  const directory = request.getInfo()?.getProgramDirectory() ?? ''
  if (request.getKind() !== 'analyzer') {
    const details = `A plugin of kind '${request.getKind()}' that is written in Node.js needs an installed Pulumi CLI.`
    call.emit('error', { code: grpc.status.UNIMPLEMENTED, details })
    return
  }
  const child = spawn(process.execPath, [runner, ...request.getArgsList(), directory], {
    cwd: directory, // the pack reads its version from the package.json there
    env: Object.fromEntries(request.getEnvList().map(variable)),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  dieTogether(child)
  call.on('cancelled', () => child.kill())
  child.stdout.on('data', (bytes: Uint8Array) => call.write(new proto.RunPluginResponse().setStdout(bytes)))
  child.stderr.on('data', (bytes: Uint8Array) => call.write(new proto.RunPluginResponse().setStderr(bytes)))
  child.once('error', (error) => call.emit('error', { code: grpc.status.UNKNOWN, details: error.message }))
  child.once('close', (code) => {
    call.write(new proto.RunPluginResponse().setExitcode(code ?? 1))
    call.end()
  })
}

function variable(text: string): [name: string, value: string] {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}
