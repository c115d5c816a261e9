import { builtFolder } from './builtFolder.ts'
import { conformance } from './suite.ts'

conformance({ name: 'TypeScript on Bun', build: () => builtFolder('typescript', 'bun'), cannot: {} })
