import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import * as grpc from '@grpc/grpc-js'
import services from '@pulumi/pulumi/proto/language_grpc_pb.js'
import proto, { type RunRequest, type RunResponse } from '@pulumi/pulumi/proto/language_pb.js'
import pluginProto from '@pulumi/pulumi/proto/plugin_pb.js'
import { version } from '@pulumi/pulumi/version.js'
import { dieTogether } from '../dieTogether.ts'
import { runPolicyPack } from './runPolicyPack.ts'

/*
 * A language host for Node.js programs: what a Pulumi CLI that was built without one needs to run `pulumi preview` and
 * `pulumi up` itself, and a policy pack beside them. The CLI starts it with the address of its engine and reads the
 * port from the first line.
 */

const engineAddress = process.argv.slice(2).findLast((argument) => !argument.startsWith('-')) ?? ''
const runner = createRequire(import.meta.url).resolve('@pulumi/pulumi/cmd/run')
const loggedItsErrors = 32 // the runner's exit code when the user has seen the error already

// The engine ends its language host; one that was killed cannot.
const engine = process.ppid
setInterval(() => process.ppid !== engine && process.exit(1), 1000).unref()

const server = new grpc.Server()
server.addService(services.LanguageRuntimeService, {
  getPluginInfo: answer(() => new pluginProto.PluginInfo().setVersion(version)),
  getRequiredPlugins: answer(() => new proto.GetRequiredPluginsResponse()),
  getRequiredPackages: answer(() => new proto.GetRequiredPackagesResponse()),
  run: answer(run),
  runPlugin: runPolicyPack,
})
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error
  process.stdout.write(`${port}\n`)
})

function answer<Request, Response>(
  respond: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(respond)
      .then(
        (response) => callback(null, response),
        (error: Error) => callback({ code: grpc.status.UNKNOWN, details: error.message }),
      )
  }
}

async function run(request: RunRequest): Promise<RunResponse> {
  const child = spawn(process.execPath, [runner, ...runnerArguments(request)], {
    cwd: request.getPwd(),
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      PULUMI_NODEJS_TYPESCRIPT: 'false',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  dieTogether(child)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  const response = new proto.RunResponse()
  if (code === loggedItsErrors) return response.setBail(true)
  return code === 0 ? response : response.setError(`The program ended with exit code ${code}.`)
}

function runnerArguments(request: RunRequest): string[] {
  const named = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    project: request.getProject(),
    stack: request.getStack(),
    organization: request.getOrganization(),
    pwd: request.getPwd(),
    'dry-run': request.getDryrun() ? 'true' : '',
    parallel: String(request.getParallel()),
    'root-directory': request.getInfo()?.getRootDirectory() ?? '',
  }
  const options = Object.entries(named).flatMap(([name, value]) => (value === '' ? [] : [`--${name}`, value]))
  const entryPoint = request.getInfo()?.getEntryPoint() ?? request.getProgram()
  return [...options, entryPoint, ...request.getArgsList()]
}
