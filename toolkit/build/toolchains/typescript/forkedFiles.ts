/**
 * Pure: a bundle that runs the file that `fork` starts its executable with, as `node` would, in place of the app. One that
 * forks nothing is as it was.
 */
export function withForkedFiles(bundle: string): string {
  return /\bfork\b/.test(bundle) && /\b(?:child_process|cluster)\b/.test(bundle)
    ? `${runForked}${bundle}`
    : bundle
}

// `fork` opens a channel; the Functions host does not. In `argv` the executable's own script and the options for the
// runtime stand before the file. One that forks itself, as `cluster` does, is the app again. `require` would neither wait
// for a module that awaits nor make the file the main one; Bun has no `runMain`, and Node.js no `import` here.
const runForked =
  'if(process.send!==undefined){const at=process.argv.findIndex((each,index)=>index>1&&!each.startsWith("-"));' +
  'if(at!==-1){const own=[process.argv[1],process.execPath];process.argv.splice(1,at-1);' +
  'if(!own.includes(process.argv[1])){const modules=process.getBuiltinModule("module");' +
  'process.argv[1]=modules.createRequire(process.execPath).resolve(process.getBuiltinModule("path").resolve(process.argv[1]));' +
  'if(process.versions.bun===undefined)modules.runMain(process.argv[1]);else void import(process.argv[1]);return}}}'
