import { describe, expect, it } from 'vitest'
import { lettersKept } from '../../../functions/stores/letters.ts'
import { apiOffice } from './apiOffice.ts'

const words = { greeting: 'Kính gửi Quý cơ quan:', signature: 'TL. CHÁNH VĂN PHÒNG\nPhòng Tổng hợp' }
const form = '/api/agencies/van-phong/letter-form'

describe('the words of an office’s letters', () => {
  it('are changed by its own people, stand in its trail, and outlive a change of its entry', async () => {
    const api = await apiOffice()
    expect(await api.ask('PUT', form, { as: 'thu-ky', body: words })).toMatchObject({ status: 200, body: words })
    expect(await api.ask('PUT', form, { as: 'bac-si', body: words })).toMatchObject({ status: 403 })
    const entry = { name: 'Văn phòng Thành ủy', mailbox: 'vp@example.com' }
    const head = { position: 'Chánh Văn phòng', mailbox: 'cvp@example.com' }
    const changed = { ...entry, head, document: 'QĐ 12-QĐ/TU' }
    expect(await api.ask('PUT', '/api/agencies/van-phong', { as: 'thu-ky', body: changed })).toMatchObject({
      status: 200,
      body: { letterForm: words },
    })
  })

  it.each([{ signature: 'Một\n\nI. VIỆC QUÁ HẠN' }, { greeting: ' ' }, { greeting: 'a'.repeat(101) }, { footer: 'x' }])(
    'are not %o',
    async (body) => {
      const api = await apiOffice()
      expect(await api.ask('PUT', form, { as: 'thu-ky', body })).toMatchObject({ status: 422 })
    },
  )

  it('are seen in a test letter to whoever writes them, before anybody else sees them', async () => {
    const api = await apiOffice()
    const body = { agency: 'van-phong', form: words }
    const answer = await api.ask('POST', '/api/trial-letters', { as: 'thu-ky', body })
    expect(answer).toMatchObject({ status: 201, body: { outcome: 'sent' } })
    const [letter, ...others] = api.office.posted
    expect(others).toEqual([])
    expect(letter?.to).toBe(answer.body.mailbox)
    expect(letter?.text).toMatch(/^Kính gửi Quý cơ quan: /)
    expect(letter?.text).toContain('TL. CHÁNH VĂN PHÒNG\nPhòng Tổng hợp\n(thư do')
    const { letters } = await lettersKept(api.office.truth, { limit: 9 })
    expect(letters.map(({ id }) => id)).toEqual([letter?.id])
    expect(await api.ask('POST', '/api/trial-letters', { as: 'bac-si', body })).toMatchObject({ status: 403 })
  })
})
