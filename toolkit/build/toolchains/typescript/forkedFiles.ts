/**
 * Pure: a bundle that runs the file that `fork` starts its executable with, as `node` would, in place of the app. One that
 * forks nothing is as it was.
 */
export function withForkedFiles(bundle: string): string {
  return /\bfork\b/.test(bundle) && bundle.includes('child_process') ? `${runForked}${bundle}` : bundle
}

// `fork` opens a channel; the Functions host does not. In `argv` the executable's own script and the options for the
// runtime stand before the file.
const runForked =
  'if(process.send!==undefined){const at=process.argv.findIndex((each,index)=>index>1&&!each.startsWith("-"));' +
  'if(at!==-1){process.argv.splice(1,at-1);' +
  'process.getBuiltinModule("module").createRequire(process.execPath)(process.argv[1]);return}}'
