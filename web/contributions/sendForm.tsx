/** Writing and sending what an agency owes, on its page; a draft of it is kept for the whole agency. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import * as z from 'zod/mini'
import { officeOf } from '../../domain/agencies/directory.ts'
import { ContributionView } from '../../domain/cycles/contributionView.ts'
import type { CycleView } from '../../domain/cycles/cycleView.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { useCheck, useForm } from '../act/form.ts'
import { ask, askVersioned, type Versioned } from '../api/ask.ts'
import { Asked, Trouble } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords } from '../words/language.tsx'
import { contentOf, contentSent, draftSent, isNothing } from './content.ts'
import { ContentFields } from './contentFields.tsx'
import { type FormAsked, formQuestion } from './questions.ts'
import { contributionWords } from './words.ts'

interface SendFormProps {
  readonly contribution: Versioned<ContributionView>
  readonly cycle: CycleView
}

export function SendForm(props: SendFormProps) {
  const words = useRoomWords(contributionWords)
  return (
    <section className="sendForm" aria-labelledby="soan">
      <h2 id="soan">{words.form}</h2>
      <Asked answer={useQuery(formQuestion(props.contribution.value.id))}>
        {(asked) => <Filled {...props} asked={asked} />}
      </Asked>
    </section>
  )
}

function Filled({ contribution, cycle, asked }: SendFormProps & { readonly asked: FormAsked }) {
  const words = useRoomWords(contributionWords)
  const { directory, today, nameOf } = useOffice()
  const say = useSay()
  const { id, programme, kind, task } = contribution.value
  const form = useForm({
    draft: `${id}/send`,
    initial: { ...contentOf(asked.outline, asked.files), whole: '' },
    about: {
      seen: contribution,
      reread: () => askVersioned(`contributions/${id}`, ContributionView),
      facts: ({ stateWritten, returned, content }: ContributionView) => [
        [words.facts.state, stateWritten] as const,
        ...(returned ? [[words.facts.returned, returned.reason] as const] : []),
        ...(content ? [[words.facts.content, JSON.stringify(content)] as const] : []),
      ],
    },
    send: (values, version) =>
      ask(`contributions/${id}/content`, ContributionView, { method: 'POST', body: contentSent(values), version }),
    done: () => say(words.done.send),
  })
  const whole = form.field('whole')
  useCheck(whole, () => (isNothing(form.values) ? words.nothingWritten : undefined))
  const told = task === undefined ? [] : [nameOf(officeOf(cycle.givenBy, directory, today))]
  const { save, trouble, isSaving } = useDraft(id, asked.draftVersion)
  return (
    <>
      <p className="minor">{words.from[asked.outline.from]}</p>
      {cycle.gatheringOpen ? undefined : <p className="note">{words.lateNote}</p>}
      <ActionForm
        form={form}
        action={words.acts.send}
        told={told}
        changes={words.changes.send}
        beside={
          <Button variant="default" loading={isSaving} onClick={() => save(draftSent(form.values))}>
            {words.saveDraft}
          </Button>
        }
      >
        <ContentFields
          rows={form.field('rows')}
          text={form.field('text')}
          evidence={form.field('evidence')}
          kind={kind}
          programme={programme}
        />
        {trouble ? (
          <p className="wrong" role="alert">
            <Trouble error={trouble} />
          </p>
        ) : undefined}
      </ActionForm>
    </>
  )
}

/** The draft on the server, written only over the one that was read. */
function useDraft(contribution: string, version: number) {
  const words = useRoomWords(contributionWords)
  const say = useSay()
  const written = useRef(version)
  const { mutate, error, isPending } = useMutation({
    mutationFn: (body: object) =>
      askVersioned(`contributions/${contribution}/draft`, z.unknown(), {
        method: 'PUT',
        body,
        version: written.current,
      }),
    onSuccess(answer) {
      written.current = answer.version ?? written.current
      say(words.draftSaved)
    },
  })
  return { save: (body: object) => mutate(body), trouble: error, isSaving: isPending }
}
