import { beforeEach, describe, expect, it, vi } from 'vitest'

const whole = {
  DONDOC_STAGE: 'rehearsal',
  DONDOC_TABLE: 'dondoc',
  DONDOC_BUCKET: 'dondoc-files',
  DONDOC_MACHINES: 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:dondoc-rehearsal-',
  DONDOC_SENDER: 'vanthu@example.com',
  DONDOC_ISSUER: 'https://issuer.example.com/pool',
  DONDOC_AUDIENCE: 'dondoc-client',
  DONDOC_PUBLIC_URL: 'https://dondoc.example.com/',
  DONDOC_REHEARSAL: '{"startsOn":"2012-11-08","secondsADay":2}',
  AWS_REGION: 'ap-southeast-1',
}

/** The modules read their environment once in a function's life. */
beforeEach(() => {
  vi.resetModules()
})

describe('a variable', () => {
  it.each([
    ['DONDOC_MACHINES', 'dondoc-rehearsal-'],
    ['DONDOC_ISSUER', 'pool'],
    ['DONDOC_SENDER', ''],
    ['DONDOC_REHEARSAL', '2012-11-08'],
    ['DONDOC_REHEARSAL', '{"startsOn":"2012-11-31","secondsADay":2}'],
    ['DONDOC_REHEARSAL', '{"startsOn":"2012-11-08","secondsADay":0}'],
    ['DONDOC_REHEARSAL', '{"startsOn":"2012-11-08","secondsADay":2,"speed":3}'],
  ])('%s is told by its name where it is %j', async (name, value) => {
    const { variables } = await opened({ ...whole, [name]: value })
    expect(variables).toThrow(name)
  })

  it('that is absent is told when what it makes is used, and not before', async () => {
    const { services } = await opened({})
    const [table, workflows] = [services.table(), services.workflows()]
    const passedOn = { ...{ table, workflows, files: services.files(), identity: services.identity(table) } }
    expect(() => passedOn.table.get({ pk: 'a', sk: 'b' })).toThrow('DONDOC_TABLE is not set for this function')
    expect(() => passedOn.workflows.describe('a', 'b')).toThrow('DONDOC_MACHINES is not set')
    expect(() => passedOn.files.inQuarantine('a')).toThrow('DONDOC_BUCKET is not set')
    expect(() => passedOn.identity.verify('a')).toThrow('DONDOC_ISSUER is not set')
  })
})

it('without a sender a letter stays where whoever composed it kept it', async () => {
  const { services } = await opened({})
  expect(await services.mailer().send({ id: 'a', to: 'a@example.com', subject: 'a', text: 'a' })).toBeUndefined()
})

it('without an address of its pages nobody begins a session here', async () => {
  const { services } = await opened({ ...whole, DONDOC_PUBLIC_URL: undefined })
  const { signInBy, issuerDoor } = services.identity(services.table())
  expect({ signInBy, issuerDoor }).toEqual({ signInBy: [], issuerDoor: undefined })
})

describe('time', () => {
  it('is real, and nobody moves it, where the stage does not rehearse', async () => {
    const { services } = await opened({ ...whole, DONDOC_REHEARSAL: undefined })
    const { clock, movableTime, realSeconds } = services.officeTime(services.table(), services.workflows())
    expect(Math.abs(Date.parse(clock.now()) - Date.now())).toBeLessThan(60_000)
    expect(movableTime).toBeUndefined()
    expect(realSeconds(86_400)).toBe(86_400)
    expect(() => services.rehearsal(services.table())).toThrow('DONDOC_REHEARSAL is not set')
  })

  it('is the rehearsal’s where it does', async () => {
    const { services } = await opened(whole)
    const { clock, movableTime } = services.officeTime(services.table(), services.workflows())
    expect(clock.today()).toBe('2012-11-08')
    expect(movableTime).toBeDefined()
  })
})

it('a machine is known by its name in the repository, whatever its stage', async () => {
  const { services } = await opened(whole)
  expect(services.machineIn(`${whole.DONDOC_MACHINES}periodic-report`)).toBe('periodic-report')
  const others = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:another'
  expect(services.machineIn(others)).toBe(others)
})

async function opened(environment: { readonly [name: string]: string | undefined }) {
  for (const name of Object.keys(whole)) vi.stubEnv(name, environment[name])
  const { variables } = await import('../../../functions/aws/variables.ts')
  return { services: await import('../../../functions/aws/environment.ts'), variables }
}
