import { describe } from 'vitest'
import { giveFirstPassword } from '../../../functions/stores/accounts.ts'
import { registerPeople } from '../../../functions/stores/people.ts'
import { officeIdentity } from '../../../local/identity/officeAccounts.ts'
import { identityContract } from '../../contracts/identity.contract.ts'
import { aPerson } from '../../functions/http/apiOffice.ts'
import { openedOffice } from '../../functions/office.ts'
import { secretary } from '../../functions/tinyProgramme.ts'

// What people do with their accounts is told over the API: test/functions/http/accounts.test.ts.
describe('the accounts of an office', () => {
  identityContract(async () => {
    const office = await openedOffice()
    const occasion = { at: office.clock.now(), day: office.clock.today(), actor: secretary }
    await registerPeople(office.truth, 'nho', [aPerson('bac-si', [], 'so-y-te')], occasion)
    return {
      identity: officeIdentity(office, { cost: { n: 2 ** 10, r: 8, p: 1 } }),
      async proof() {
        const { code: password } = await giveFirstPassword(office, 'bac-si', 1, secretary)
        return { name: 'bac-si', password, newPassword: 'mưa chiều rơi trên mái ngói' }
      },
    }
  })
})
