import { missing } from '../../toolkit/build/testing/languages.ts'
import { builtFolder } from './builtFolder.ts'
import { conformance } from './suite.ts'

conformance({ name: 'Rust', build: () => builtFolder('rust'), cannot: {}, missing: missing('cargo') })
