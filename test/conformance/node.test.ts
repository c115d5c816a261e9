import { builtFolder } from './builtFolder.ts'
import { conformance } from './suite.ts'

conformance({ name: 'TypeScript on Node.js', build: () => builtFolder('typescript', 'node'), cannot: {} })
