import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname
// The build goes aside first: a program that runs from out/ must not see half of it.
const out = resolve(root, process.env['LOKET_OUT'] ?? 'out')

// Siblings in out/main: a process finds another by its own import.meta.url, so the names stay flat and without hash.
const entries = {
  main: 'electron/main/main.ts',
  browser: 'electron/browser/browser.ts',
  core: 'electron/core/process.ts',
  readers: 'electron/readers/process.ts',
  'snapshot-worker': 'electron/core/roster/snapshot-worker.ts',
  'press-worker': 'electron/core/letters/press-worker.ts',
  'audit-worker': 'electron/core/audit/audit-worker.ts',
  'backup-worker': 'electron/core/backup/backup-worker.ts',
}

export default defineConfig({
  main: {
    build: {
      outDir: resolve(out, 'main'),
      target: 'node24',
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, resolve(root, path)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(out, 'preload'),
      // A sandboxed preload can require nothing but Electron's few modules, so all else is bundled.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    // Relative, so that the same files serve over http and over the app protocol.
    base: './',
    plugins: [react()],
    build: {
      outDir: resolve(out, 'renderer'),
      target: 'chrome120',
      minify: true,
      // The policy forbids data: fonts; inlined ones would not load.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
})
