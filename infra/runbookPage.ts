/**
 * `node infra/runbookPage.ts FOLDER`: docs/runbook.md as a page beside the others, where alarms lead to its entries. It is
 * written for the eye as it stands: what is made of it is no more than blocks, and a name at which each entry is found.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runbookPlace } from '../functions/env.ts'

export function runbookPage(markdown: string): string {
  const blocks = markdown.trim().split(/\n{2,}/)
  const title = blocks[0]?.replace(/^# /, '') ?? ''
  return [
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${escaped(title)}</title>`,
    ...blocks.map(block),
    '</html>\n',
  ].join('\n')
}

function block(text: string): string {
  const [, level, heading = ''] = /^(##?) (.+)$/.exec(text) ?? []
  if (level === '#') return `<h1>${inLine(heading)}</h1>`
  if (level) return `<h2 id="${placeOf(heading)}">${inLine(heading)}</h2>`
  if (text.startsWith('```')) return `<pre>${escaped(text.replace(/^```\n|\n```$/g, ''))}</pre>`
  // The sentences that were mailed are in the office's language.
  if (text.startsWith('> ')) return `<blockquote lang="vi">${inLine(text.slice(2))}</blockquote>`
  return `<p>${inLine(text).replaceAll('\n', '<br>')}</p>`
}

/** Emphasis, code, and links to other entries; a link to another page of docs/ is left as its text. */
function inLine(text: string): string {
  return escaped(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\((#[\w-]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
}

/** As links in docs/ name a heading. */
function placeOf(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

if (import.meta.main) {
  const [folder = '.'] = process.argv.slice(2)
  const runbook = readFileSync(new URL('../docs/runbook.md', import.meta.url), 'utf8')
  writeFileSync(join(folder, `${runbookPlace}.html`), runbookPage(runbook))
}
