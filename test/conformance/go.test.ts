import { missing } from '../../toolkit/build/testing/languages.ts'
import { builtFolder } from './builtFolder.ts'
import { conformance } from './suite.ts'

conformance({ name: 'Go', build: () => builtFolder('go'), cannot: {}, missing: missing('go') })
