/** The value of a header field, from behind its colon to the end of its line, without the blanks around it. */
export function valueAt(head: string, start: number): string {
  let first = start
  let last = head.indexOf('\r\n', start)
  // A head holds no character below them but tabs.
  while (first < last && head.charCodeAt(first) <= 0x20) first += 1
  while (last > first && head.charCodeAt(last - 1) <= 0x20) last -= 1
  return head.slice(first, last)
}
