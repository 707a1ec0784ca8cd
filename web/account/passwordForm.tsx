/** Another password of one's own. Nothing of it is kept as a draft. */
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { leastCharacters } from '../../domain/accounts/length.ts'
import { ask } from '../api/ask.ts'
import { Trouble } from '../frame/asked.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords, useWords } from '../words/language.tsx'
import { accountWords } from './words.ts'

const empty = { password: '', newPassword: '', again: '' }

export function PasswordForm() {
  const words = useRoomWords(accountWords)
  const { signIn } = useWords()
  const say = useSay()
  const [typed, setTyped] = useState(empty)
  const [isShown, setShown] = useState(false)
  const { password, newPassword, again } = typed
  const change = useMutation({
    mutationFn: () => ask('account/password', z.undefined(), { method: 'PUT', body: { password, newPassword } }),
    onSuccess() {
      setTyped(empty)
      say(words.changed)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (password !== '' && newPassword !== '' && newPassword === again) change.mutate()
  }
  const field = (name: keyof typeof empty, label: string, autoComplete: string, description?: string) => (
    <TextInput
      label={label}
      description={description}
      type={isShown ? 'text' : 'password'}
      value={typed[name]}
      autoComplete={autoComplete}
      required
      withAsterisk={false}
      onChange={({ currentTarget }) => setTyped({ ...typed, [name]: currentTarget.value })}
    />
  )
  return (
    <section>
      <h2>{words.password}</h2>
      <form className="code" onSubmit={submit}>
        {field('password', words.current, 'current-password')}
        {field('newPassword', signIn.newPassword, 'new-password', signIn.newPasswordHint(leastCharacters))}
        {field('again', signIn.again, 'new-password')}
        <label className="showPassword">
          <input type="checkbox" checked={isShown} onChange={({ target }) => setShown(target.checked)} /> {signIn.show}
        </label>
        {again !== '' && newPassword !== again ? <p className="wrong">{signIn.differs}</p> : undefined}
        {change.error ? (
          <p className="wrong" role="alert">
            <Trouble error={change.error} />
          </p>
        ) : undefined}
        <Button type="submit" loading={change.isPending}>
          {words.change}
        </Button>
      </form>
    </section>
  )
}
