/** Signing out: the server has what was typed last, this browser keeps nothing of anybody's, the session is over. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { SignInChoices } from '../../domain/access/sessionView.ts'
import { leaveDrafts } from '../act/drafts.ts'
import { ask } from '../api/ask.ts'
import { choicesQuestion } from '../api/questions.ts'

/**
 * `to` is where one goes then: `away` also signs out at an issuer elsewhere, so that the next at this PC is asked who they
 * are; `back` stays at the page, to sign in again.
 */
export function useLeaving(to: 'away' | 'back') {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      await leaveDrafts()
      await ask('session', z.undefined(), { method: 'DELETE' })
    },
    onSuccess: () => {
      const door = client.getQueryData<SignInChoices>(choicesQuestion.queryKey)?.issuer
      if (to === 'away' && door?.leave !== undefined) return location.assign(door.leave)
      return client.refetchQueries({ queryKey: choicesQuestion.queryKey })
    },
  })
}
