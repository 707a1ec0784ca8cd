/** Sao lưu: the copies of an office on one machine, one more now, and how one is restored. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { mayEver } from '../../domain/access/access.ts'
import { BackupsView, BackupView } from '../../domain/backupView.ts'
import { ask } from '../api/ask.ts'
import { Asked, Trouble } from '../frame/asked.tsx'
import { Moment } from '../frame/moment.tsx'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords, useWords } from '../words/language.tsx'
import { backupWords } from './backupWords.ts'

const backupsKey = ['backups']

export function Backups() {
  const words = useRoomWords(backupWords)
  const answer = useQuery({ queryKey: backupsKey, queryFn: () => ask('backups', BackupsView) })
  return (
    <Asked answer={answer}>
      {({ here, place, items }) =>
        here ? (
          <>
            <p className="sub">{words.note}</p>
            {place === undefined ? undefined : <p className="minor">{words.place(place)}</p>}
            <MakeOne />
            {items.length > 0 ? <Copies items={items} /> : <p>{words.none}</p>}
            <h2>{words.restore}</h2>
            <ol>
              {words.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </>
        ) : (
          <p>{words.elsewhere}</p>
        )
      }
    </Asked>
  )
}

function MakeOne() {
  const words = useRoomWords(backupWords)
  const { session } = useOffice()
  const size = useSize()
  const say = useSay()
  const client = useQueryClient()
  const make = useMutation({
    mutationFn: () => ask('backups', BackupView, { method: 'POST' }),
    onSuccess({ name, bytes }) {
      say(words.made(name, size(bytes)))
      return client.invalidateQueries({ queryKey: backupsKey })
    },
  })
  if (!mayEver('backup.make', session.roles)) return undefined
  return (
    <>
      <p className="makeOne">
        <Button loading={make.isPending} onClick={() => make.mutate()}>
          {words.make}
        </Button>
      </p>
      {make.error ? (
        <p className="wrong" role="alert">
          <Trouble error={make.error} />
        </p>
      ) : undefined}
    </>
  )
}

function Copies({ items }: { readonly items: readonly BackupView[] }) {
  const words = useRoomWords(backupWords)
  const size = useSize()
  return (
    <table className="tasks" aria-label={words.name}>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.at}</th>
          <th scope="col">{words.size}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ name, madeAt, bytes }) => (
          <tr key={name}>
            <td>{name}</td>
            <td>
              <Moment at={madeAt} />
            </td>
            <td>{words.megabytes(size(bytes))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Bytes as megabytes, never none. */
function useSize(): (bytes: number) => string {
  const { number } = useWords()
  return (bytes) => number(Math.max(1, Math.ceil(bytes / 1_000_000)))
}
