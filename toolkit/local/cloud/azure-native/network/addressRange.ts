import { BlockList, isIPv4 } from 'node:net'

/** A range of IPv4 addresses in CIDR notation. */
export interface AddressRange {
  readonly first: string
  readonly bits: number
}

/** @throws Error as ARM refuses it, where the text is no range, or has address bits below its prefix */
export function parseAddressRange(prefix: string): AddressRange {
  const [address = '', length = ''] = prefix.split('/')
  const bits = Number(length)
  if (!isIPv4(address) || !/^\d{1,2}$/.test(length) || bits > 32) {
    throw new Error(`InvalidAddressPrefixFormat: '${prefix}' is not an address prefix like 10.0.0.0/24.`)
  }
  const first = fromNumber(toNumber(address) - (toNumber(address) % 2 ** (32 - bits)))
  if (first !== address) {
    throw new Error(
      `InvalidCIDRNotation: for the prefix length of ${prefix}, the address prefix should be ${first}/${bits}.`,
    )
  }
  return { first, bits }
}

export function contains(outer: AddressRange, inner: AddressRange): boolean {
  if (inner.bits < outer.bits) return false
  const range = new BlockList()
  range.addSubnet(outer.first, outer.bits)
  return range.check(inner.first)
}

export function overlaps(one: AddressRange, other: AddressRange): boolean {
  return contains(one, other) || contains(other, one)
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function fromNumber(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
}
