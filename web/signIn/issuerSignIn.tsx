/** Signing in at an issuer elsewhere: the button that leads there, and coming back. */
import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useWords } from '../words/language.tsx'
import { doorAddress, type IssuerDoor, type IssuerProof, newSignIn, returned } from './issuer.ts'

/** Where this tab keeps what it began. */
const kept = 'dondoc.signIn'

export function IssuerSignIn({
  door,
  entering,
  enter,
}: {
  /** Absent while the issuer does not answer. */
  readonly door: IssuerDoor | undefined
  readonly entering: boolean
  readonly enter: (proof: IssuerProof) => void
}) {
  const { signIn } = useWords()
  useEffect(() => {
    const proof = takeProof()
    if (proof) enter(proof)
  }, [enter])
  if (!door) return <p>{signIn.issuerAway}</p>
  return (
    <Button loading={entering} onClick={() => goTo(door)}>
      {signIn.byIssuer}
    </Button>
  )
}

async function goTo(door: IssuerDoor): Promise<void> {
  const { pathname, search } = location
  // Whom the issuer sent back without a code stands at the address to return to, which is no page.
  const begun = newSignIn(pathname === new URL(door.redirectUri).pathname ? '/' : `${pathname}${search}`)
  sessionStorage.setItem(kept, JSON.stringify(begun))
  location.assign(await doorAddress(door, begun))
}

/** The proof with which the browser came back, once; nothing of it stays in the address or in the tab. */
function takeProof(): IssuerProof | undefined {
  const back = returned(location.search, sessionStorage.getItem(kept))
  if (!back) return undefined
  sessionStorage.removeItem(kept)
  history.replaceState(null, '', back.from)
  return back.proof
}
