/** Quy trình: every workflow as its file has it, with how many cycles stand at which state. */

import { machines } from 'virtual:machines'
import { useQuery } from '@tanstack/react-query'
import type { CycleLine } from '../../domain/cycles/cycleView.ts'
import { CycleKind } from '../../domain/programme/schema.ts'
import { cyclesQuestion } from '../api/questions.ts'
import { useTitles } from '../cycles/titles.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { MachineDrawing } from '../machines/machineDrawing.tsx'
import type { Picture, PictureNode } from '../machines/picture.ts'
import { isSame, whenOf } from '../machines/places.ts'
import { useRoomWords, useWords } from '../words/language.tsx'
import { adminWords } from './words.ts'

export function Workflows() {
  const { workflows: words } = useRoomWords(adminWords)
  const { programme } = useOffice()
  return (
    <>
      <p className="sub">{words.note}</p>
      {programme ? <WithCounts programme={programme.id} /> : <All cycles={[]} />}
    </>
  )
}

function WithCounts({ programme }: { readonly programme: string }) {
  return <Asked answer={useQuery(cyclesQuestion(programme))}>{(cycles) => <All cycles={cycles} />}</Asked>
}

const others = ['daily-round', 'programme-launch'] as const

function All({ cycles }: { readonly cycles: readonly CycleLine[] }) {
  return (
    <>
      {[...CycleKind.options, ...others].map((machine) => {
        const picture = machines[machine]
        return picture ? (
          <Machine
            key={machine}
            machine={machine}
            picture={picture}
            cycles={cycles.filter(({ kind }) => kind === machine)}
          />
        ) : undefined
      })}
    </>
  )
}

interface MachineProps {
  readonly machine: CycleKind | (typeof others)[number]
  readonly picture: Picture
  readonly cycles: readonly CycleLine[]
}

function Machine({ machine, picture, cycles }: MachineProps) {
  const { workflows: words } = useRoomWords(adminWords)
  const { number } = useWords()
  const { today } = useOffice()
  const titleOf = useTitles()
  const name = words.machines[machine]
  const kind = CycleKind.options.find((one) => one === machine)
  const open = cycles.filter(({ standing }) => standing === 'open')
  const countAt = (node: PictureNode) => open.filter((cycle) => isSame(node.when, standsAt(cycle, today))).length
  const of = (standing: CycleLine['standing']) => number(cycles.filter((one) => one.standing === standing).length)
  const busy = kind ? picture.nodes.filter((node) => countAt(node) > 0) : []
  return (
    <section aria-labelledby={`quy-trinh-${machine}`}>
      <h2 id={`quy-trinh-${machine}`}>{name}</h2>
      {kind ? (
        <p>
          {words.counts(of('planned'), of('open'), of('ended'))}
          {busy.map((node) => `. ${words.at(titleOf(node), number(countAt(node)))}`).join('')}
        </p>
      ) : undefined}
      <MachineDrawing
        picture={picture}
        label={words.picture(name)}
        titleOf={(node) => (kind || node.kind === 'begins' || node.kind === 'ends' ? titleOf(node) : '')}
        placeOf={(node) => (kind && countAt(node) > 0 ? 'now' : 'ahead')}
        badgeOf={(node) => (kind && countAt(node) > 0 ? number(countAt(node)) : undefined)}
      />
    </section>
  )
}

/** The line of a cycle says nothing of who has sent: whoever gathers is waited for until its day. */
function standsAt(cycle: CycleLine, today: CycleLine['dueOn']) {
  return whenOf({ ...cycle, stage: { name: cycle.stage } }, { asked: 1, sent: 0 }, today)
}
