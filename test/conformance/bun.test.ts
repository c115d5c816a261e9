import { conformance } from './suite.ts'
import { typescript } from './typescript.ts'

conformance({ name: 'TypeScript on Bun', build: () => typescript('bun'), cannot: {} })
