/** People of an office who sign in at an issuer elsewhere: the city's, or a Keycloak of its own. */
import { oidcIdentity } from '../../functions/identity/oidc.ts'
import type { HttpServices, Identity } from '../../functions/services.ts'
import type { IssuerSettings } from '../../functions/stores/office.ts'

/** Where the issuer sends the browser back to: a page of the product. */
const signInPage = '/dang-nhap'

export function issuerIdentity(
  { table }: Pick<HttpServices, 'table'>,
  { url: issuer, clientId: audience, personClaim = 'email' }: IssuerSettings,
  publicUrl: string | undefined,
): Identity {
  const back = publicUrl === undefined ? {} : { redirectUri: new URL(signInPage, publicUrl).href }
  return oidcIdentity({ table, issuer, audience, personClaim, ...back })
}
