/** The drawing of a state machine, made when the pages are built: places and lines, with what each state is for. */
import type { StageName } from '../../domain/cycles/cycle.ts'
import type { Doing } from '../../domain/cycles/nextStep.ts'

/** What a state is to whoever looks: it does something, waits for somebody or a day, begins or ends. */
export type NodeKind = 'begins' | 'does' | 'waits' | 'ends'

/** The answer of the cycle's record that leads to a state. */
export interface When {
  readonly doing: Doing | 'wait' | 'handOver'
  /** Of a wait: what is waited for. */
  readonly stage?: StageName
}

export interface PictureNode {
  /** The state's name in the file. */
  readonly state: string
  readonly kind: NodeKind
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** What its file says of it, in lines that fit; none where that is for engineers. */
  readonly lines: readonly string[]
  readonly when?: When
}

export interface PictureEdge {
  readonly from: string
  readonly to: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface Picture {
  readonly width: number
  readonly height: number
  readonly nodes: readonly PictureNode[]
  readonly edges: readonly PictureEdge[]
}
