/** A letter as mail programs show it: the blocks that its HTML is made of, and its links as buttons. */
import { type LetterBlock, type LetterWords, letterBlocks } from '../../domain/letters/letterBlocks.ts'

export function LetterSheet({ text, addresses }: { readonly text: string; readonly addresses: readonly string[] }) {
  return (
    <div className="letter" lang="vi">
      {letterBlocks(text, addresses).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a letter does not change while it is read
        <Block key={index} block={block} />
      ))}
    </div>
  )
}

function Block({ block }: { readonly block: LetterBlock }) {
  switch (block.kind) {
    case 'heading':
      return (
        <>
          <h2>{`${block.number}. ${block.words}`}</h2>
          {block.asks.map((line) => (
            <p key={line} className="minor">
              {line}
            </p>
          ))}
        </>
      )
    case 'programme':
      return <h3>{block.words}</h3>
    case 'entry':
      return (
        <section>
          <strong>{`${block.number}. ${block.words}`}</strong>
          <Lines lines={block.lines} />
        </section>
      )
    case 'paragraph':
      return (
        <div className="paragraph">
          <Lines lines={block.lines} />
        </div>
      )
    default:
      return block satisfies never
  }
}

/** A link leads where the letter says: in a demo, to the form of whoever got it. */
function Lines({ lines }: { readonly lines: readonly LetterWords[] }) {
  return lines.map(({ words, address }, index) =>
    address === undefined ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a letter does not change while it is read
      <p key={index}>{words}</p>
    ) : (
      <a key={address} href={address}>
        {words}
      </a>
    ),
  )
}
