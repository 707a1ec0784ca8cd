/**
 * All that a function may ask of the world. Each port has one contract suite in test/contracts, which the
 * one-machine driver (local/) and the AWS driver (functions/aws/) both pass. A function names exactly what it
 * uses in its signature, `Pick<Services, 'table' | 'clock'>`, so that a reader knows what it can touch.
 */
import type { CalendarDate, Instant } from '../domain/days.ts'
import type { Refusal } from '../domain/refusals.ts'

export interface Services {
  table: Table
  clock: Clock
  mailer: Mailer
  ids: Ids
  /** Where the office has an address that its letters can name. */
  links?: Links
}

/**
 * The store: one table, as DynamoDB has it. Reads by key and by index, writes in transactions on conditions.
 * A driver enforces DynamoDB's limits (100 writes and 4 MB a transaction, one write an item, 400 KB an item,
 * no scan, order by UTF-8 bytes), so that what works on one machine works on AWS.
 */
export interface Table {
  /** The item as it stands now (a strongly consistent read), or undefined. */
  get(key: Key): Promise<Item | undefined>
  /**
   * Items of one partition of the table or of an index, in the order of the sort key. A page is full or the
   * last: while there is a cursor there may be more. The table itself is read consistently; an index may lag,
   * so whoever reads an index re-reads the item before acting on it.
   */
  query(query: Query): Promise<Page>
  /**
   * All of the writes or none. `committed: false` names the writes whose conditions did not hold. Throws
   * TableRefusal for what DynamoDB would refuse outright, TableBusy when nothing was written and it may be tried
   * again, and UnknownOutcome when the table did not say whether it committed: whoever gets that re-reads before
   * doing anything else.
   */
  transact(writes: readonly Write[]): Promise<Outcome>
}

export interface Key {
  readonly pk: string
  readonly sk: string
}

/** The table's sparse indexes. An item appears in an index when it names a place there. */
export const indexNames = ['byAgency', 'byPerson', 'byDay', 'byDeadline', 'byProgramme', 'byDecision'] as const
export type IndexName = (typeof indexNames)[number]

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
export type JsonObject = { readonly [name: string]: Json }

/**
 * `value` is the thing itself; key and index places are beside it, so no attribute of a thing can collide. The
 * order of attributes is not kept (DynamoDB has none): whoever hashes a value brings them into an order first.
 * Numbers are 0 or lie between 1e-130 and 2^53 - 1, and an attribute that is absent is left out, not undefined.
 */
export interface Item {
  readonly key: Key
  readonly indexes?: { readonly [name in IndexName]?: Key }
  readonly value: JsonObject
}

export interface Query {
  readonly index?: IndexName
  readonly pk: string
  /** Sort keys that begin with a text, or lie between two (both ends included). Absent: the whole partition. */
  readonly sk?: { readonly beginsWith: string } | { readonly from: string; readonly to: string }
  readonly limit: number
  readonly cursor?: string
  readonly descending?: boolean
}

export interface Page {
  readonly items: readonly Item[]
  readonly cursor?: string
}

/** `update` adds whole numbers to attributes, from 0 where there was none; it makes the item where there was none. */
export type Write =
  | { readonly put: Item; readonly when?: readonly Condition[] }
  | {
      readonly update: Key
      readonly add: { readonly [attribute: string]: number }
      readonly when?: readonly Condition[]
    }
  | { readonly remove: Key; readonly when?: readonly Condition[] }
  | { readonly check: Key; readonly when: readonly Condition[] }

/** Conditions look at the top level of an item's value; several must all hold. An absent attribute equals nothing. */
export type Condition =
  | { readonly is: 'absent' | 'present' }
  | { readonly attribute: string; readonly equals: string | number | boolean }
  | { readonly attribute: string; readonly atMost: string | number }

export type Outcome = { readonly committed: true } | { readonly committed: false; readonly failed: readonly number[] }

/** What DynamoDB would refuse outright: a bug in the caller, never a matter of timing. */
export class TableRefusal extends Error {
  override name = 'TableRefusal'
}

/** A conflict or a throttle that outlasted the driver's own tries: nothing was written, and it may be tried again. */
export class TableBusy extends Error {
  override name = 'TableBusy'
}

/** The table did not say whether the transaction was committed. */
export class UnknownOutcome extends Error {
  override name = 'UnknownOutcome'
}

/** Office time, in Asia/Ho_Chi_Minh: real, or movable in a demo folder. Security never asks this clock. */
export interface Clock {
  now(): Instant
  today(): CalendarDate
}

/** Sends one letter. The id is deterministic, so a letter that was sent twice is seen to be the same one. */
export interface Mailer {
  /**
   * Answers what the post calls the letter from now on, where it has a name of its own: what its bounces and its logs go
   * by. Throws MailRefused when this address will never take it, MailDelayed when it may be tried again.
   */
  send(letter: Letter): Promise<string | undefined>
  /** Nobody has been told where to send to, or may send yet: letters stay on the outbox page, and are not shown as sent. */
  readonly staysInOutbox?: true
}

export interface Letter {
  readonly id: string
  readonly to: string
  readonly subject: string
  /** All that it says. Whoever sends it adds the same as HTML (domain/letters/letterHtml.ts). */
  readonly text: string
  /** Those of the text that its own links lead to, each at the end of a line: in HTML they are buttons. */
  readonly addresses?: readonly string[]
}

/** The address will never take the letter. */
export class MailRefused extends Error {
  override name = 'MailRefused'
  /** What the post said of it. */
  readonly reason: string

  constructor(message: string, options: ErrorOptions & { readonly reason?: string } = {}) {
    super(message, options)
    this.reason = options.reason ?? message
  }
}

/** The letter was not taken this time. */
export class MailDelayed extends Error {
  override name = 'MailDelayed'
}

/** What addresses in letters are made of. It runs on real time, never on the office clock. */
export interface Links {
  /** Where people find the pages, without a slash at its end. */
  readonly publicUrl: string
  readonly linkKeys: LinkKeys
  /** Milliseconds of real time. */
  realTime(): number
}

/** The secrets that sign links, each under a name that says for how long it signs. They leave their store in no other way. */
export interface LinkKeys {
  /** Undefined where none of that name was made, or its time is over. */
  named(name: string): Promise<Uint8Array | undefined>
  /** The same, made where there is none: whoever makes one at the same moment gets the same. `until`: its time, in milliseconds. */
  made(name: string, until: number): Promise<Uint8Array>
}

/**
 * How often signing in failed from a network, on real time, where every process of the host sees it. Throws TableBusy
 * where nobody can say, and then nobody signs in: whoever guesses gains nothing by what is out of order.
 */
export interface FailedSignIns {
  /** In how many seconds somebody there may try again; undefined where they may now. */
  wait(network: string): Promise<number | undefined>
  count(network: string): Promise<void>
}

/** Identifiers that nothing else has: for things whose name does not follow from what they are. */
export interface Ids {
  next(): string
}

/** What workflow steps, and whoever changes a cycle, may ask beside. */
export interface WorkflowServices extends Services {
  workflows: Workflows
}

/**
 * The clock of a demo folder, or of a stage that rehearses: it stands until it is moved, only forward, and on the way
 * every day has its round and whatever falls due has its own moment. Where time is real there is none.
 */
export interface MovableTime {
  /** Begins to move it to the morning of a day after today, and answers before it is there: `moving` when it was on its way already. */
  moveTo(day: CalendarDate): Promise<'begun' | 'moving'>
  /** The day it is on its way to; undefined while it stands. */
  movingTo(): Promise<CalendarDate | undefined>
}

/** A throttle or a lost answer of the workflows that outlasted the driver's own tries: it may be tried again. */
export class WorkflowsBusy extends Error {
  override name = 'WorkflowsBusy'
}

/**
 * Executions of the machines in workflows/, each named by its file without `.asl.json`: Step Functions on AWS, the
 * embedded engine on one machine. Expected answers are values, because each leads to a look at the record, never to
 * an error. Throws WorkflowsBusy for what may be tried again.
 */
export interface Workflows {
  /**
   * Starts an execution. A name that runs with the same input was started. `alreadyExists`: the name is closed, or runs
   * with another input. Names are of 1 to 80 characters of `0-9A-Za-z-_`, and free again 90 days after they closed.
   */
  start(machine: string, name: string, input: JsonObject): Promise<'started' | 'alreadyExists'>
  /** Undefined where no execution has that name, or it was closed so long ago that nobody remembers. */
  describe(machine: string, name: string): Promise<ExecutionStatus | undefined>
  /**
   * GetExecutionHistory: the newest events first, at most so many (up to 1,000), without what went into states and came
   * out of them, among which are tokens. Undefined as for `describe`.
   */
  history(machine: string, name: string, most: number): Promise<readonly ExecutionEvent[] | undefined>
  /** SendTaskSuccess: the output becomes the result of the waiting task. */
  complete(token: string, output: Json): Promise<TokenAnswer>
  /** SendTaskFailure: at most 256 characters of error, 32,768 of cause. */
  fail(token: string, error: string, cause: string): Promise<TokenAnswer>
  /** SendTaskHeartbeat: a heartbeat does not extend the task's TimeoutSeconds. */
  heartbeat(token: string): Promise<TokenAnswer>
  /** Ends a running execution as ABORTED, which no Catch sees. */
  stop(machine: string, name: string): Promise<'stopped' | 'notRunning'>
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

export interface ExecutionEvent {
  /** As Step Functions calls it: `TaskStateEntered`, `LambdaFunctionFailed`, `ExecutionTimedOut`, and some sixty more. */
  readonly type: string
  readonly at: Instant
  /** The state that was entered or left. */
  readonly state?: string
  /** The name of the error, of an event that is a failure. */
  readonly error?: string
}

/** The two refusals are normal: the wait ended by its day, was answered by somebody else, or its execution is over. */
export type TokenAnswer = 'accepted' | 'taskTimedOut' | 'taskDoesNotExist'

/** What handlers of the HTTP API may ask beside. */
export interface HttpServices extends WorkflowServices {
  identity: Identity
  files: Files
  /** Where time can be moved. */
  movableTime?: MovableTime
  /** Where copies are made on the own machine. */
  backups?: Backups
}

/** Copies of all that an office keeps, on one machine: one each night, and one whenever somebody asks. */
export interface Backups {
  /** The folder that they lie in. */
  readonly place: string
  /** The newest first. */
  list(): Promise<readonly Backup[]>
  /** One more, whole when it answers; twice in one minute is the same. */
  make(): Promise<Backup>
}

export interface Backup {
  readonly name: string
  /** By the clock of the machine: copies are no office matter. */
  readonly madeAt: Instant
  readonly bytes: number
}

/** The place of the files did not answer: it may be tried again. */
export class FilesBusy extends Error {
  override name = 'FilesBusy'
}

/**
 * The bytes of files. They come into quarantine under an id, and are kept under the SHA-256 of what they are, where
 * they never change. Nobody here knows a file's name before it may be sent out under it: names are in the table.
 * Addresses are for whoever was given them, and for some minutes of real time.
 */
export interface Files {
  /** Where the bytes of an id may be sent, never more than so many. What is sent again replaces what is in quarantine. */
  whereToSend(id: string, mostBytes: number): Promise<Sending>
  /** What arrived whole under an id; undefined where nothing did. */
  inQuarantine(id: string): Promise<Uint8Array | undefined>
  /** Lets go of what is in quarantine, of which nothing is left. Where nothing is, nothing happens. */
  discard(id: string): Promise<void>
  /** Keeps bytes under their SHA-256 in hexadecimal. Twice is once. */
  keep(sha256: string, bytes: Uint8Array): Promise<void>
  /** The bytes that are kept under a SHA-256; undefined where nothing is. */
  kept(sha256: string): Promise<Uint8Array | undefined>
  /** Removes what is kept under a SHA-256, of which nothing is left. Where nothing is, nothing happens. */
  destroy(sha256: string): Promise<void>
  /** Where what is kept can be fetched, byte for byte and as an attachment; undefined where nothing is kept under it. */
  whereToFetch(sha256: string, as: Attachment): Promise<string | undefined>
}

/** How a browser sends the bytes: as they are, or as the field `file` behind the others of a form. */
export type Sending =
  | { readonly method: 'PUT'; readonly url: string }
  | { readonly method: 'POST'; readonly url: string; readonly fields: { readonly [name: string]: string } }

export interface Attachment {
  readonly name: string
  readonly mediaType: string
}

/** The issuer of sessions did not answer: of the session nothing is known, and it may be tried again. */
export class IdentityBusy extends Error {
  override name = 'IdentityBusy'
}

/**
 * Who somebody is. It runs on real time, never on the office clock: a demo's people, the office's own accounts, Cognito or
 * any OIDC issuer. The session that follows is kept in the table (stores/sessions.ts), the same on every host.
 */
export interface Identity {
  /** Ways to sign in here. */
  readonly signInBy: readonly ('person' | 'password' | 'issuer')[]
  /** Where a browser goes to sign in at an issuer elsewhere. Throws IdentityBusy where the issuer does not say. */
  issuerDoor?(): Promise<IssuerDoor>
  /**
   * Whom a proof proves; undefined where it does not hold, and a refusal where more is to be said. `device`: what this
   * browser was given when somebody last signed in with it.
   */
  signIn(proof: SignInProof, device?: string): Promise<Vouched | Refusal | undefined>
  /**
   * Where the office keeps its accounts itself: somebody sets another password of their own, in one of their sessions, and
   * the others end. Answers why not.
   */
  changePassword?(person: string, change: PasswordChange, session?: string): Promise<Refusal | undefined>
  /** Asks an issuer elsewhere whether it still vouches for whoever holds what it gave for that; undefined where not. */
  renew?(renewal: string): Promise<Vouched | undefined>
  /**
   * Whose a token is that an issuer elsewhere gave to whoever is no browser, and when; undefined for one that is forged,
   * expired or another's. Throws IdentityBusy where nobody can say.
   */
  verify(token: string): Promise<Proven | undefined>
}

/**
 * A demo's people are chosen by name, without a secret; an office's own account has a password, and a first one that only
 * sets it; an issuer elsewhere gives the browser a code of its own, which only who began at its door can use (RFC 7636, PKCE).
 */
export type SignInProof =
  | { readonly person: string }
  | { readonly name: string; readonly password: string; readonly newPassword?: string }
  | { readonly authorizationCode: string; readonly codeVerifier: string }

export interface PasswordChange {
  readonly password: string
  readonly newPassword: string
}

/** The addresses and the parameters of a sign-in by code; state and challenge are the browser's own. */
export interface IssuerDoor {
  readonly authorize: string
  readonly clientId: string
  readonly scope: string
  readonly redirectUri: string
  /** Where a browser goes to be signed out there too, so that the next one at it is asked who they are. */
  readonly leave?: string
}

/** Somebody who proved who they are, and what their browser keeps for the next time. */
export interface Vouched {
  readonly person: string
  /** With it the issuer elsewhere is asked again. */
  readonly renewal?: string
  /** By it this browser is known as one that they have signed in with. */
  readonly device?: string
}

export interface Proven {
  readonly person: string
  /** The second of real time in which the session began. */
  readonly since: number
}
