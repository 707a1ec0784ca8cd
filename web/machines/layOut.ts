/**
 * Places for the states and their lines, by ELK's layered layout. It weighs half a megabyte, so it runs where the pages
 * are built and never in a browser.
 */
import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js'
import type { CycleKind } from '../../domain/programme/schema.ts'
import { type Graph, type GraphNode, graphOf, type Machine } from './graph.ts'
import type { Picture, PictureEdge } from './picture.ts'
import { courseOf, isSame } from './places.ts'

/** The machine of a cycle has its states in the order of the cycle's course, any other in the order of the file. */
export async function layOut(machine: Machine, kind?: CycleKind): Promise<Picture> {
  const graph = kind ? inCourse(graphOf(machine), kind) : graphOf(machine)
  const hub = hubOf(graph)
  const placed = await new ELK.default().layout({
    id: 'machine',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': hub ? 'RIGHT' : 'DOWN',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.spacing.nodeNode': String(gap),
      'elk.layered.spacing.nodeNodeBetweenLayers': '44',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.crossingMinimization.forceNodeModelOrder': 'true',
      // What leads to the hub again must not be taken for what leads to it first.
      'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
      'elk.padding': '[top=8,left=8,bottom=8,right=8]',
    },
    children: hub ? aroundHub(graph, hub) : graph.nodes.map((node) => ({ id: node.state, ...sizeOf(node) })),
    edges: graph.edges.map(({ from, to }) => ({
      id: `${from} ${to}`,
      sources: [hub ? portOf(from, to, from) : from],
      targets: [hub ? portOf(from, to, to) : to],
    })),
  })
  return pictureOf(graph, placed)
}

const gap = 14

/** What is on no course (the beginning, the question itself) first, the end last. */
function inCourse({ nodes, edges }: Graph, kind: CycleKind): Graph {
  const course = courseOf(kind)
  const place = ({ when, kind: own }: GraphNode) => {
    const index = course.findIndex((one) => isSame(when, one))
    if (index >= 0) return index
    return when || own === 'ends' ? course.length : -1
  }
  return { nodes: nodes.toSorted((a, b) => place(a) - place(b)), edges }
}

/** The state from which most others are chosen. */
function hubOf({ nodes, edges }: Graph): string | undefined {
  return nodes.find(({ state }) => edges.filter(({ from }) => from === state).length > 4)?.state
}

/** Each state beside the tall hub, so that the way to it and the way back are two short straight lines. */
function aroundHub({ nodes, edges }: Graph, hub: string): ElkNode[] {
  const around = nodes.filter(
    ({ state, kind }) => kind !== 'ends' && edges.some(({ from, to }) => from === hub && to === state),
  )
  let top = 0
  const middles = new Map<string, number>()
  for (const node of around) {
    const { height } = sizeOf(node)
    middles.set(node.state, top + height / 2)
    top += height + gap
  }
  return nodes.map((node) => {
    const { state } = node
    const size = state === hub ? { width: 150, height: top + 30 } : sizeOf(node)
    const ports = edges
      .filter(({ from, to }) => from === state || to === state)
      .map(({ from, to }) => {
        const other = from === hub ? to : from
        const beside = middles.get(other)
        const isWay = (from === hub || to === hub) && beside !== undefined
        const middle = state !== hub ? size.height / 2 : (beside ?? (from === hub ? top : top / 2))
        const isEast = isWay ? state === hub : from === state
        const shift = isWay ? (from === hub ? -way : way) : 0
        return { id: portOf(from, to, state), x: isEast ? size.width : 0, y: middle + shift, width: 0, height: 0 }
      })
    return { id: state, ...size, ports, layoutOptions: { 'elk.portConstraints': 'FIXED_POS' } }
  })
}

/** Half of what is between the way to a state and the way back. */
const way = 9

function portOf(from: string, to: string, at: string): string {
  return `${from} ${to} ${at}`
}

/** How far the words of a state reach, in letters of the drawing. */
const mostLetters = 54
const lineHeight = 19

function sizeOf(node: GraphNode) {
  const { kind } = node
  if (kind === 'begins' || kind === 'ends') return { width: 150, height: 40 }
  return { width: 430, height: 34 + lineHeight * linesOf(node).length }
}

/** What an engineer is told in English stays in the file. */
function linesOf({ comment, kind }: GraphNode): readonly string[] {
  if (kind === 'begins' || kind === 'ends' || /^[ -~]*$/.test(comment)) return []
  const lines: string[] = []
  for (const word of comment.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < mostLetters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function pictureOf({ nodes }: Graph, { width = 0, height = 0, children = [], edges = [] }: ElkNode): Picture {
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: nodes.map((node) => {
      const at = children.find(({ id }) => id === node.state)
      return {
        state: node.state,
        kind: node.kind,
        x: Math.round(at?.x ?? 0),
        y: Math.round(at?.y ?? 0),
        width: at?.width ?? 0,
        height: at?.height ?? 0,
        lines: linesOf(node),
        ...(node.when ? { when: node.when } : {}),
      }
    }),
    edges: edges.map(edgeOf),
  }
}

function edgeOf({ id, sections = [] }: ElkExtendedEdge): PictureEdge {
  const [from = '', to = ''] = id.split(' ')
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint])
  return { from, to, points: points.map(({ x, y }) => [Math.round(x), Math.round(y)] as const) }
}
