/**
 * Reads TypeScript just well enough to judge it: which parts are code, and which modules a file imports.
 * TypeScript 7 has no compiler interface that is stable, and the house rules need no syntax tree.
 */

export interface Import {
  readonly specifier: string
  readonly line: number
  /** `import type` and `export type`: gone before anything runs. */
  readonly typeOnly: boolean
}

/** Every module a file names: static, for side effects, re-exported, dynamic, required; type imports included. */
export function importsOf(source: string): Import[] {
  const code = codeOf(source)
  return [...code.matchAll(importPattern)].map((found) => {
    const end = found.index + found[0].length - 1
    const specifier = source.slice(code.lastIndexOf(code.charAt(end), end - 1) + 1, end)
    return { specifier, line: lineAt(source, found.index), typeOnly: /^(?:import|export)\s+type\b/.test(found[0]) }
  })
}

/** Matched against code whose strings are blank, so that an import inside a string or a comment is not one. */
const importPattern =
  /\b(?:(?:import|export)\b(?:(?!\b(?:import|export)\b)[^'"`])*?\bfrom\s*|import\s*|(?:import|require)(?:\.meta)?(?:\.resolve)?\s*\(\s*)(?:' *'|" *"|` *`)/g

/** 1 for the first line. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/**
 * The same text with comments, strings and regular expressions blanked: quotes and line breaks stay, so offsets and
 * line numbers still hold. What stands in `${}` is code. A string that is not closed ends with its line.
 */
export function codeOf(source: string): string {
  let code = ''
  let at = 0
  /** For each template literal we are inside of: how many braces are open in its current `${}`. */
  const templates: number[] = []

  const blank = (end: number) => {
    code += source.slice(at, end).replace(/[^\n]/g, ' ')
    at = end
  }
  const keep = (length: number) => {
    code += source.slice(at, at + length)
    at += length
  }
  const template = () => {
    blank(endOf(templateText, source, at))
    if (source.startsWith('${', at)) {
      templates.push(0)
      keep(2)
    } else {
      keep(1)
    }
  }

  while (at < source.length) {
    const char = source.charAt(at)
    const open = templates.at(-1)
    if (source.startsWith('//', at)) blank(endOf(lineComment, source, at))
    else if (source.startsWith('/*', at)) blank(endOf(blockComment, source, at))
    else if (char === '/' && startsRegex(code.slice(-80))) blank(endOf(regexLiteral, source, at))
    else if (char === "'" || char === '"') {
      keep(1)
      blank(endOf(char === "'" ? singleQuoted : doubleQuoted, source, at))
      keep(1)
    } else if (char === '`') {
      keep(1)
      template()
    } else if (char === '}' && open === 0) {
      templates.pop()
      keep(1)
      template()
    } else {
      if (open !== undefined && char === '{') templates[templates.length - 1] = open + 1
      if (open !== undefined && char === '}') templates[templates.length - 1] = open - 1
      keep(1)
    }
  }
  return code
}

const lineComment = /[^\n]*/y
const blockComment = /\/\*[\s\S]*?(?:\*\/|$)/y
const regexLiteral = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*|\//y
const singleQuoted = /(?:\\[\s\S]|[^'\\\n])*/y
const doubleQuoted = /(?:\\[\s\S]|[^"\\\n])*/y
const templateText = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*/y

function endOf(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(source) ? pattern.lastIndex : at
}

/** A slash after an operator, an opening bracket or such a word begins a regular expression; otherwise it divides. */
function startsRegex(before: string): boolean {
  return /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|throw|else|await|yield))\s*$/.test(before)
}
