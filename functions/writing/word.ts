/** A paper as a Word file: A4, Times New Roman, heads side by side, tables whose heads come again on every page. */
import type { ITableCellOptions, Paragraph as WordParagraph } from 'docx'
import { annexNumber, settingOf } from '../../domain/papers/form.ts'
import type { Annex, Block, Paper, Table } from '../../domain/papers/paper.ts'

/** Half points. */
const sizes = { text: 28, head: 26, nation: 24, table: 22, small: 22 }

/** Loaded by whoever asks for a paper, which is seldom. */
export async function wordFile(paper: Paper): Promise<Buffer> {
  const docx = await import('docx')
  const { AlignmentType, BorderStyle, PageNumber, TextRun, WidthType } = docx
  const { convertMillimetersToTwip: mm, Paragraph, TableCell, TableRow } = docx
  const setting = settingOf(paper)
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

  function line(text: string, options: LineOptions = {}): WordParagraph {
    const { bold = false, italics = false, underline = false, size = sizes.head, align = 'CENTER' } = options
    return new Paragraph({
      alignment: AlignmentType[align],
      children: [new TextRun({ text, bold, italics, size, ...(underline ? { underline: {} } : {}) })],
    })
  }

  function title(typeName: string): WordParagraph[] {
    return [
      line(typeName, { bold: true, size: sizes.text }),
      line(setting.abstract, { bold: true, size: sizes.text }),
      line('———', { size: sizes.head }),
    ]
  }

  function sideBySide(left: readonly WordParagraph[], right: readonly WordParagraph[], shares: [number, number]) {
    const cells = [left, right].map((children, at) => cell({ children: [...children], borders: noBorders }, shares[at]))
    return new docx.Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      borders: noBorders,
      rows: [new TableRow({ children: cells, cantSplit: true })],
    })
  }

  function cell(options: ITableCellOptions, share = 50) {
    return new TableCell({ ...options, width: { size: share, type: WidthType.PERCENTAGE } })
  }

  function blockOf(block: Block, isLast: boolean) {
    if (block.kind === 'table') return [table(block), new Paragraph({ text: '' })]
    const { kind } = block
    const bold = kind === 'section' || kind === 'subsection'
    const text = `${kind === 'item' ? '- ' : ''}${block.text}${isLast ? setting.ending.slice(block.text.endsWith('.') ? 1 : 0) : ''}`
    return [
      new Paragraph({
        alignment: bold ? AlignmentType.LEFT : AlignmentType.BOTH,
        keepNext: bold,
        indent: { firstLine: mm(10) },
        spacing: { before: 60, after: 60, line: 340 },
        ...(kind === 'section' ? { heading: docx.HeadingLevel.HEADING_1 } : {}),
        ...(kind === 'subsection' ? { heading: docx.HeadingLevel.HEADING_2 } : {}),
        children: [new TextRun({ text, bold, size: sizes.text })],
      }),
    ]
  }

  function table({ columns, rows, total }: Table) {
    const row = (texts: readonly string[], bold: boolean, tableHeader = false) =>
      new TableRow({
        tableHeader,
        cantSplit: true,
        children: columns.map(({ share, align }, at) =>
          cell(
            {
              margins: { top: 40, bottom: 40, left: 50, right: 50 },
              children: [
                line(texts[at] ?? '', {
                  bold,
                  size: sizes.table,
                  align: align === 'centre' || tableHeader ? 'CENTER' : 'LEFT',
                }),
              ],
            },
            share,
          ),
        ),
      })
    return new docx.Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [
        row(
          columns.map(({ heading }) => heading),
          true,
          true,
        ),
        ...rows.map((texts) => row(texts, false)),
        ...(total ? [row(total, true)] : []),
      ],
    })
  }

  function annexOf({ title, body }: Annex, at: number) {
    const number = annexNumber(paper.annexes, at).toLocaleUpperCase('vi')
    return [
      new Paragraph({
        pageBreakBefore: true,
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ text: number, bold: true, size: sizes.text })],
      }),
      line(title, { bold: true, size: sizes.text }),
      line(setting.annexLine, { italics: true }),
      line(''),
      ...body.flatMap((block) => blockOf(block, false)),
    ]
  }

  const pageNumber = new docx.Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: sizes.head })],
      }),
    ],
  })
  const { margins } = setting
  const document = new docx.Document({
    creator: setting.issuer,
    title: setting.abstract,
    styles: { default: { document: { run: { font: 'Times New Roman', size: sizes.text } }, ...headings } },
    sections: [
      {
        properties: {
          // The first page has no number.
          titlePage: true,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: {
              top: mm(margins.top),
              bottom: mm(margins.bottom),
              left: mm(margins.left),
              right: mm(margins.right),
            },
          },
        },
        headers: { default: pageNumber, first: new docx.Header({ children: [] }) },
        children: [
          sideBySide(
            [
              ...(setting.parent === undefined ? [] : [line(setting.parent)]),
              line(setting.issuer, { bold: true }),
              line(setting.hasStar ? '*' : '———'),
              line(setting.numberLine),
              ...(setting.typeName === undefined ? [line(setting.abstract, { size: sizes.table })] : []),
            ],
            [
              line(setting.nation, { bold: true, underline: setting.motto === undefined, size: sizes.nation }),
              ...(setting.motto === undefined ? [] : [line(setting.motto, { bold: true, underline: true })]),
              line(''),
              line(setting.dateLine, { italics: true }),
            ],
            [40, 60],
          ),
          line(''),
          ...(setting.typeName === undefined ? [] : title(setting.typeName)),
          ...setting.salutation.map((one) => line(one, { size: sizes.text })),
          line(''),
          ...paper.body.flatMap((block, at) => blockOf(block, at === paper.body.length - 1)),
          line(''),
          sideBySide(
            [
              line(setting.recipientsHead, {
                bold: true,
                italics: !setting.hasStar,
                underline: setting.hasStar,
                size: sizes.table,
                align: 'LEFT',
              }),
              ...setting.recipients.map((one) => line(one, { size: sizes.small, align: 'LEFT' })),
            ],
            setting.signature.map((one) => line(one, { bold: true, size: sizes.text })),
            [45, 55],
          ),
          ...paper.annexes.flatMap(annexOf),
        ],
      },
    ],
  })
  return docx.Packer.toBuffer(document)
}

interface LineOptions {
  readonly bold?: boolean
  readonly italics?: boolean
  readonly underline?: boolean
  readonly size?: number
  readonly align?: 'CENTER' | 'LEFT'
}

/** Headings for the navigation pane, which look like the text of a paper. */
const heading = { run: { font: 'Times New Roman', size: sizes.text, bold: true, color: '000000' } }
const headings = { heading1: heading, heading2: heading }
