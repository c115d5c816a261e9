/**
 * Pure: the bundler calls a class that uses itself `_Name` inside, which functions and hooks see as the name of its
 * constructor. Its own remedy gives every function a name at run time; this gives it to those classes alone.
 */
export function withClassNames(bundle: string): string {
  return bundle.replace(
    /\b([A-Za-z$][\w$]*?)(\d*)=class _\1( extends [\w$.]+)?\{/g,
    (_whole, name, number, extending = '') =>
      `${name}${number}=class _${name}${extending}{static{typeof this.name==="string"&&` +
      `Object.defineProperty(this,"name",{value:"${name}",configurable:true})}`,
  )
}
