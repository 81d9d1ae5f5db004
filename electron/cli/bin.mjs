#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { runOnProjectNode } from '../build/project-node.mjs'

runOnProjectNode(fileURLToPath(import.meta.url), process.argv.slice(2))
const { enableCompileCache } = await import('node:module')
enableCompileCache()
const { main } = await import('./loket.ts')
await main(process.argv)
