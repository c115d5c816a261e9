export type Quarter = 0 | 1 | 2 | 3

/** A quarter of a range of IPv4 addresses: the last of `10.0.0.0/24` is `10.0.0.192/26`. */
export function quarterOf(range: string, quarter: Quarter): string {
  const [address = '', length = ''] = range.split('/')
  const bits = Number(length) + 2
  return `${toAddress(toNumber(address) + quarter * 2 ** (32 - bits))}/${bits}`
}

/** The first address of the range that the prefix length leaves: 10.0.0.0 for `10.0.0.7/24`. */
export function firstAddress(range: string): string {
  const [address = '', length = ''] = range.split('/')
  const value = toNumber(address)
  return toAddress(value - (value % 2 ** (32 - Number(length))))
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
}
