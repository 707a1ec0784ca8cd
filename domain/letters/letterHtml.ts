/**
 * A letter as HTML for mail programs: Outlook 2016 (which lays out with Word: tables, no flex, no padding on links),
 * Gmail (which drops style sheets) and a phone of 360 pixels. So every style stands on its element, every table is for
 * layout and says so, and there is no image that a program could hold back. It says what the plain text says.
 */
import { type LetterBlock, type LetterWords, letterBlocks } from './letterBlocks.ts'

interface LetterParts {
  readonly subject: string
  readonly text: string
  /** Those that the letter's own links lead to: each is a button. */
  readonly addresses?: readonly string[]
}

export function letterHtml({ subject, text, addresses = [] }: LetterParts): string {
  const blocks = letterBlocks(text, addresses)
  return [
    '<!DOCTYPE html>',
    '<html lang="vi"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light"><meta name="supported-color-schemes" content="light">',
    // A date is no address and no telephone number, whatever a phone thinks.
    '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">',
    `<title>${escaped(subject)}</title></head>`,
    `<body style="margin:0;padding:0;background-color:${colour.around}"><div role="main" lang="vi">`,
    // What a list of letters shows beside the subject.
    `<div style="display:none;font-size:1px;line-height:1px;max-height:0;overflow:hidden;color:${colour.around}">${escaped(preview(blocks))}</div>`,
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:${colour.around}"><tr><td align="center" style="padding:12px 8px">`,
    // Outlook knows no greatest width; in everything else the sheet is as narrow as the screen.
    '<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->',
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:${colour.paper};border:1px solid ${colour.line}">`,
    `<tr><td style="padding:16px 20px;border-bottom:3px solid ${colour.office};${letters(18)}"><h1 style="margin:0;${letters(18)};font-weight:bold;line-height:25px">${escaped(subject)}</h1></td></tr>`,
    ...blocks.map(rowOf),
    '<tr><td style="padding:8px;font-size:0;line-height:0">&nbsp;</td></tr></table>',
    '<!--[if mso]></td></tr></table><![endif]-->',
    '</td></tr></table></div></body></html>',
  ].join('\n')
}

/** The pages' own; each stands out against what it is on by 4.5 to 1 at least (WCAG 2.1 AA). */
const colour = {
  around: '#eef1f4',
  paper: '#ffffff',
  text: '#1b1f24',
  minor: '#4a5360',
  line: '#cfd6dd',
  office: '#0f4c8a',
  late: '#a8071a',
} as const

function letters(size: number, ink: string = colour.text): string {
  return `font-family:'Segoe UI',Arial,Helvetica,sans-serif;font-size:${size}px;color:${ink}`
}

/** The first sentence that is not the address. */
function preview(blocks: readonly LetterBlock[]): string {
  const [, second] = blocks
  return second?.kind === 'paragraph' ? (second.lines[0]?.words ?? '') : ''
}

function rowOf(block: LetterBlock): string {
  switch (block.kind) {
    case 'heading': {
      const ink = block.words.includes(isLate) ? colour.late : colour.office
      const asks = block.asks.map(
        (line) => `<p style="margin:4px 0 0;${letters(14, colour.minor)};line-height:20px">${escaped(line)}</p>`,
      )
      const words = `${escaped(block.number)}. ${escaped(block.words)}`
      return cell(
        `<h2 style="margin:0;${letters(15, ink)};font-weight:bold;line-height:21px">${words}</h2>${asks.join('')}`,
        `padding:20px 20px 4px`,
      )
    }
    case 'programme':
      return cell(
        `<h3 style="margin:0;${letters(14)};font-weight:bold;line-height:20px">${escaped(block.words)}</h3>`,
        'padding:12px 20px 0',
      )
    case 'entry':
      return cell(
        `<p style="margin:0;${letters(15)};font-weight:bold;line-height:22px">${escaped(block.number)}. ${escaped(block.words)}</p>${linesOf(block.lines, 14)}`,
        `padding:12px 20px;border-bottom:1px solid ${colour.line}`,
      )
    case 'paragraph':
      return cell(linesOf(block.lines, 15), 'padding:14px 20px 0')
    default:
      return block satisfies never
  }
}

/** The two sections of what is late have it in their heading, and a fact in its distance. */
const isLate = 'QUÁ HẠN'

function cell(content: string, style: string): string {
  return `<tr><td style="${style}">${content}</td></tr>`
}

function linesOf(lines: readonly LetterWords[], size: number): string {
  const words = lines.filter(({ address }) => address === undefined)
  const buttons = lines.filter(({ address }) => address !== undefined)
  const written = words.map(({ words }) => lateMarked(escaped(words))).join('<br>')
  const paragraph = written === '' ? '' : `<p style="margin:0;${letters(size)};line-height:22px">${written}</p>`
  return `${paragraph}${buttons.map(buttonOf).join('')}`
}

function lateMarked(line: string): string {
  return line.replace(
    /\((quá hạn \d+ ngày làm việc|đã quá hạn|đến hạn hôm nay)\)/,
    `<b style="color:${colour.late}">($1)</b>`,
  )
}

/** A cell of a table, because Outlook gives a link no padding; the address itself stays in the plain text. */
function buttonOf({ words, address = '' }: LetterWords): string {
  return [
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:10px 0 2px"><tr>',
    `<td bgcolor="${colour.office}" style="background-color:${colour.office};padding:11px 24px">`,
    `<a href="${escaped(address)}" style="${letters(15, colour.paper)};font-weight:bold;text-decoration:none;display:inline-block;line-height:22px">${escaped(words)}</a>`,
    '</td></tr></table>',
  ].join('')
}

function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
