/**
 * Letters by SES. The sender's domain is made known here with its DKIM keys; letters stay in the outbox until the stage
 * says `letters: sent`, because before that nobody outside would get them and every one would count as a failure.
 */
import { Stack } from 'aws-cdk-lib'
import {
  CloudWatchDimensionSource,
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import type { Stage } from '../stage.ts'
import type { Power } from './power.ts'

export interface LettersProps {
  readonly sender: NonNullable<Stage['sender']>
  /** Whose letters they are, as a mail program shows it. */
  readonly agencyName: string
}

export class Letters extends Construct {
  readonly configurationSet: ConfigurationSet
  readonly identity: EmailIdentity
  readonly #sender: NonNullable<Stage['sender']>
  readonly #senderName: string

  constructor(scope: Construct, id: string, { sender, agencyName }: LettersProps) {
    super(scope, id)
    this.#sender = sender
    this.#senderName = agencyName
    this.configurationSet = new ConfigurationSet(this, 'Letters', { reputationMetrics: true, sendingEnabled: true })
    this.configurationSet.addEventDestination('Counted', {
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT],
      destination: EventDestination.cloudWatchDimensions([
        { source: CloudWatchDimensionSource.MESSAGE_TAG, name: byConfigurationSet, defaultValue: 'none' },
      ]),
    })
    const domain = sender.address.slice(sender.address.indexOf('@') + 1)
    this.identity = new EmailIdentity(this, 'Domain', {
      identity: Identity.domain(domain),
      configurationSet: this.configurationSet,
    })
  }

  /** The sender's address and name, and sending from it; nothing at all while letters stay in the outbox. */
  power(): Power {
    if (this.#sender.letters === 'outbox') return { variables: {}, permissions: [] }
    const stack = Stack.of(this)
    const name = this.configurationSet.configurationSetName
    return {
      variables: {
        DONDOC_SENDER: this.#sender.address,
        DONDOC_SENDER_NAME: this.#senderName,
        DONDOC_CONFIGURATION_SET: name,
      },
      permissions: [
        {
          actions: ['ses:SendEmail'],
          resources: [
            stack.formatArn({ service: 'ses', resource: 'identity', resourceName: this.identity.emailIdentityName }),
            stack.formatArn({ service: 'ses', resource: 'configuration-set', resourceName: name }),
          ],
        },
      ],
    }
  }

  /** The records that the domain's keeper enters, so that the receiving servers believe the letters. */
  get dkimRecords(): readonly { readonly name: string; readonly value: string }[] {
    return this.identity.dkimRecords
  }
}

/** The tag that SES gives every letter by itself, and the dimension of its counts. */
export const byConfigurationSet = 'ses:configuration-set'
