import { conformance } from './suite.ts'
import { typescript } from './typescript.ts'

conformance({ name: 'TypeScript on Node.js', build: () => typescript('node'), cannot: {} })
