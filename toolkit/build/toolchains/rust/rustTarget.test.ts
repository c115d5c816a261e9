import { expect, test } from 'vitest'
import { messageOf } from '../../testing/messageOf.ts'
import { chooseTarget } from './rustTarget.ts'

const musl = 'x86_64-unknown-linux-musl'
const choose = (platform: string, arch: string, installed: readonly string[]) =>
  chooseTarget({ platform, arch, hasLibrary: (triple) => installed.includes(triple) }, '/project')

test('musl is taken where it is installed, with the linker of Rust on other systems', () => {
  expect(choose('linux', 'x64', [musl])).toEqual({ triple: musl, flags: [], config: [] })
  expect(choose('darwin', 'arm64', [musl])).toEqual({
    triple: musl,
    flags: [],
    config: [`target.${musl}.linker="rust-lld"`],
  })
})

test('on Linux the glibc of the machine is linked statically instead', () => {
  expect(choose('linux', 'x64', [])).toEqual({
    triple: 'x86_64-unknown-linux-gnu',
    flags: ['-Ctarget-feature=+crt-static'],
    config: [],
  })
})

test.each([
  ['win32', 'x64'],
  ['darwin', 'arm64'],
  ['linux', 'arm64'],
])('elsewhere the command that installs it is told: %s %s', async (platform, arch) => {
  expect(await messageOf(() => choose(platform, arch, []))).toBe(
    `/project is compiled for Linux on x64, and Rust's standard library for it is not installed on this ${platform} ` +
      `${arch}. Run "rustup target add ${musl}", and try again. Crates with C code need a C compiler for Linux besides.`,
  )
})
