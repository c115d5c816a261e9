/**
 * Pure: the bundler puts all files into a bundle that a made-up name may mean (`require('./locale/' + name)`), but
 * finds them by their full names alone. This finds them as Node.js does, also by the names they have before they are
 * compiled, and misses one as Node.js does.
 */
export function withGlobLookup(bundle: string): string {
  return bundle.replace(
    /throw new Error\("Module not found in bundle: " ?\+ ?path\)/,
    `for(const ending of ${JSON.stringify(endings)})if(fn=map[path+ending])return fn();` +
      'throw Object.assign(new Error("Cannot find module \'"+path+"\'"),{code:"MODULE_NOT_FOUND"})',
  )
}

const endings = ['.js', '.json', '.node', '.ts', '.tsx', '/index.js', '/index.json', '/index.ts']
