// Pulumi's runner of policy packs compiles every *.ts file it requires itself, with a TypeScript of 2020. It leaves
// this file alone, and from here on Node.js runs the TypeScript.
import './pack.ts'
