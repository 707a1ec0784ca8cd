/**
 * `npm run bench:letters`: one round with a letter to each of 11,000 mailboxes, over SMTP, to a server that refuses 1 % for
 * good, puts off 5 % at first and drops connections. The server runs in the same process: rate and memory are of both.
 *
 * Ends with 1 where a bound is missed. `--mailboxes N` (11000), `--seed N` (1): which connections are dropped.
 */
import { parseArgs } from 'node:util'
import { above, morning } from './morning.ts'
import { type Bound, closing, say } from './report.ts'

const { values } = parseArgs({
  options: { mailboxes: { type: 'string', default: '11000' }, seed: { type: 'string', default: '1' } },
})
const mailboxes = Number(values.mailboxes)
say(`a morning of ${mailboxes} letters`)
const done = await morning({ mailboxes, seed: Number(values.seed) })
const { delivered, refused, toldInstead, dropped, putOff, seconds, peakMegabytes } = done
const own = [...delivered].filter(([mailbox]) => mailbox !== above).map(([, one]) => one)
const wanted = mailboxes - refused.size
const exactly = (what: string, found: number, expected: number): Bound => ({
  what,
  found,
  ...(found < expected ? { least: expected } : { most: expected }),
})
process.exitCode = closing([
  exactly('mailboxes that got their letter', own.length, wanted),
  exactly(
    'letters that they got',
    own.reduce((sum, { letters }) => sum + letters, 0),
    wanted,
  ),
  exactly('mailboxes with letters of two ids', own.filter(({ ids }) => ids.size !== 1).length, 0),
  exactly('mailboxes that were refused and counted', done.outcome?.refused ?? 0, refused.size),
  exactly('of them told to the agency above, in one letter', toldInstead, refused.size),
  exactly('letters left for another round', done.outcome?.failed ?? 0, 0),
  { what: 'connections dropped', found: dropped, least: 1 },
  { what: 'letters put off at first', found: putOff, least: 1 },
  { what: 'seconds', found: seconds },
  { what: 'letters a second', found: own.length / seconds },
  { what: 'megabytes of memory at most', found: peakMegabytes },
])
