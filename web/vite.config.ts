/** How the pages are built: everything from the own origin, nothing inline, so that the strictest policy holds. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { filesAhead } from './build/ahead.ts'
import { fewFiles } from './build/fewFiles.ts'
import { machinePictures } from './machines/plugin.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), machinePictures(new URL('../workflows/', import.meta.url)), filesAhead()],
  logLevel: 'warn',
  build: {
    target: 'es2022',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The page behind a link of a letter is another program: whoever opens it has no account, and often a phone.
    rollupOptions: {
      input: ['index.html', 'tra-loi.html'].map((page) => `${import.meta.dirname}/${page}`),
      output: { codeSplitting: { groups: fewFiles } },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8028' } },
})
