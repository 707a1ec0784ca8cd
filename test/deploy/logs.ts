/** What the functions have logged, read as CloudWatch Logs keeps it. */
import * as z from 'zod/mini'

const Groups = z.object({ logGroups: z.array(z.object({ logGroupName: z.string() })) })
const Events = z.object({ events: z.array(z.object({ message: z.string() })) })

/** By which a function tells of a fault, or its runtime of one that threw. An execution's end is that execution's fault. */
function isFault(message: string): boolean {
  if (message.includes('"An execution ended badly"')) return false
  return /"level":"(?:ERROR|CRITICAL)"|^\s+at .+:\d+:\d+\)?$|Task timed out/m.test(message)
}

/** Every fault that any function has logged, with the name of its log group. */
export async function faultsLogged(endpoint: string, region: string): Promise<readonly string[]> {
  const ask = async (action: string, input: object) => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `Logs_20140328.${action}`,
        // Nobody holds it against a key; it says which region's logs are meant.
        authorization: `AWS4-HMAC-SHA256 Credential=test/20120101/${region}/logs/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(input),
    })
    return answer.json()
  }
  const { logGroups } = Groups.parse(await ask('DescribeLogGroups', { limit: 50 }))
  const faults = logGroups.map(async ({ logGroupName }) => {
    const { events } = Events.parse(await ask('FilterLogEvents', { logGroupName, limit: 10_000 }))
    return events.filter(({ message }) => isFault(message)).map(({ message }) => `${logGroupName}: ${message}`)
  })
  return (await Promise.all(faults)).flat()
}
