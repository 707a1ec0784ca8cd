/** Signing in with a name and a password; a first password asks for one of one's own. Pasting works everywhere. */
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { leastCharacters } from '../../domain/accounts/length.ts'
import { Refused } from '../api/ask.ts'
import { useWords } from '../words/language.tsx'

export interface PasswordProof {
  readonly name: string
  readonly password: string
  readonly newPassword?: string
}

export function PasswordSignIn({
  enter,
  entering,
  error,
}: {
  readonly enter: (proof: PasswordProof) => void
  readonly entering: boolean
  readonly error: Error | null
}) {
  const { signIn } = useWords()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [own, setOwn] = useState('')
  const [again, setAgain] = useState('')
  const [isShown, setShown] = useState(false)
  const [isFirst, setFirst] = useState(false)
  if (!isFirst && error instanceof Refused && error.code === 'new-password-needed') setFirst(true)
  const differs = isFirst && again !== '' && own !== again
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isWhole = name.trim() !== '' && password !== '' && (!isFirst || (own !== '' && own === again))
    if (isWhole) enter({ name: name.trim(), password, ...(isFirst ? { newPassword: own } : {}) })
  }
  const type = isShown ? 'text' : 'password'
  return (
    <form className="code" onSubmit={submit}>
      <TextInput
        label={signIn.name}
        value={name}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <TextInput
        label={isFirst ? signIn.firstPassword : signIn.password}
        type={type}
        value={password}
        autoComplete={isFirst ? 'off' : 'current-password'}
        required
        withAsterisk={false}
        onChange={({ currentTarget }) => {
          setPassword(currentTarget.value)
          setFirst(false)
        }}
      />
      {isFirst ? (
        <>
          <TextInput
            label={signIn.newPassword}
            description={signIn.newPasswordHint(leastCharacters)}
            type={type}
            value={own}
            autoComplete="new-password"
            required
            withAsterisk={false}
            onChange={({ currentTarget }) => setOwn(currentTarget.value)}
          />
          <TextInput
            label={signIn.again}
            type={type}
            value={again}
            autoComplete="new-password"
            required
            withAsterisk={false}
            onChange={({ currentTarget }) => setAgain(currentTarget.value)}
          />
        </>
      ) : undefined}
      <label className="showPassword">
        <input type="checkbox" checked={isShown} onChange={({ target }) => setShown(target.checked)} /> {signIn.show}
      </label>
      {differs ? <p className="wrong">{signIn.differs}</p> : undefined}
      <Button type="submit" loading={entering}>
        {signIn.enter}
      </Button>
      <p className="note">{signIn.forgotten}</p>
    </form>
  )
}
