/** The value of a header field, from behind its colon to the end of its line, without the blanks around it. */
export function valueAt(head: string, start: number): string {
  let first = start
  let last = head.indexOf('\r\n', start)
  while (first < last && isBlank(head.charCodeAt(first))) first += 1
  while (last > first && isBlank(head.charCodeAt(last - 1))) last -= 1
  return head.slice(first, last)
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}
