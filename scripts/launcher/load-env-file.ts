import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

// Import it first: lib/env.ts reads the environment when it is loaded. What is set there already wins over the file.
const file = path.resolve(import.meta.dirname, '../../.env')
if (existsSync(file)) process.loadEnvFile(file)
