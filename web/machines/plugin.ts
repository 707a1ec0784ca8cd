/** `virtual:machines`: the drawing of every workflow, made from its file when the pages are built. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { CycleKind } from '../../domain/programme/schema.ts'
import { layOut } from './layOut.ts'

const name = 'virtual:machines'
// Rollup's own mark of a module that is no file.
const resolved = `\0${name}`

/** `workflows`: the folder of the files, as a file URL. */
export function machinePictures(workflows: URL): Plugin {
  return {
    name: 'machine-pictures',
    resolveId: (id) => (id === name ? resolved : undefined),
    async load(id) {
      if (id !== resolved) return undefined
      const pictures = await Promise.all(
        readdirSync(workflows).map(async (file) => {
          const path = fileURLToPath(new URL(file, workflows))
          this.addWatchFile(path)
          const machine = file.replace('.asl.json', '')
          const kind = CycleKind.options.find((one) => one === machine)
          return [machine, await layOut(JSON.parse(readFileSync(path, 'utf8')), kind)] as const
        }),
      )
      return `export const machines = ${JSON.stringify(Object.fromEntries(pictures))}`
    },
  }
}
