/** The bytes the host takes a string output for when it happens to be valid base64; else undefined. Contract 6.3 */
export function base64Guess(text: string): Buffer | undefined {
  const characters = text.replace(/[ \t\r\n]/g, '')
  if (characters.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(characters)) return undefined
  return Buffer.from(characters, 'base64')
}
