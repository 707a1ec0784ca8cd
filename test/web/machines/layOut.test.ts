import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { courses } from '../../../domain/cycles/cycle.ts'
import { CycleKind } from '../../../domain/programme/schema.ts'
import { graphOf } from '../../../web/machines/graph.ts'
import { layOut } from '../../../web/machines/layOut.ts'
import type { Picture, PictureNode } from '../../../web/machines/picture.ts'
import { courseOf, isSame, whenOf } from '../../../web/machines/places.ts'

const machineOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../workflows/${name}.asl.json`, import.meta.url), 'utf8'))

describe('a choice that only one task leads to', () => {
  it('is part of it; what it leads back to is a line, the task itself is not', () => {
    const machine = {
      StartAt: 'Ask',
      States: {
        Ask: { Type: 'Task', Next: 'Which' },
        Which: { Type: 'Choice', Choices: [{ Condition: "{% $doing = 'close' %}", Next: 'Close' }], Default: 'Stop' },
        Close: { Type: 'Task', Comment: 'Khóa.', Next: 'More' },
        More: { Type: 'Choice', Choices: [{ Condition: '{% $after %}', Next: 'Close' }], Default: 'Ask' },
        Stop: { Type: 'Succeed' },
        Never: { Type: 'Pass', Next: 'Ask' },
      },
    }
    expect(graphOf(machine)).toEqual({
      nodes: [
        { state: 'Ask', kind: 'does', comment: '' },
        { state: 'Close', kind: 'does', comment: 'Khóa.', when: { doing: 'close' } },
        { state: 'Stop', kind: 'ends', comment: '' },
      ],
      edges: [
        { from: 'Ask', to: 'Close' },
        { from: 'Ask', to: 'Stop' },
        { from: 'Close', to: 'Ask' },
      ],
    })
  })
})

describe.each(CycleKind.options)('the picture of %s', (kind) => {
  const pictured: Promise<Picture> = layOut(machineOf(kind), kind)

  it('has a state for whatever its record may answer on its course, from top to bottom in its order', async () => {
    const { nodes } = await pictured
    const shown = courseOf(kind).map((when) => nodes.find((node) => isSame(when, node.when)))
    expect(shown).not.toContain(undefined)
    const tops = [...new Set(shown)].map((node) => node?.y ?? 0)
    expect(tops).toEqual(tops.toSorted((a, b) => a - b))
  })

  it('has states that do not cover each other, and lines that run between them', async () => {
    const { nodes, edges, width, height } = await pictured
    for (const one of nodes) {
      expect([one.state, one.x >= 0, one.x + one.width <= width, one.y + one.height <= height]).toEqual([
        one.state,
        true,
        true,
        true,
      ])
      for (const other of nodes)
        if (one !== other) expect([one.state, other.state, covers(one, other)]).toContain(false)
    }
    for (const { from, to, points } of edges) {
      expect([from, to, touches(nodes, from, points[0]), touches(nodes, to, points.at(-1))]).toEqual([
        from,
        to,
        true,
        true,
      ])
    }
  })
})

it.each(['daily-round', 'programme-launch'])('%s is drawn too', async (name) => {
  const { nodes } = await layOut(machineOf(name))
  expect(nodes.length).toBeGreaterThan(5)
})

it('a cycle waits for its closing day, and then works', () => {
  const cycle = {
    opensOn: '2015-10-01',
    closesOn: '2015-11-30',
    gatherUntil: '2015-12-07',
    stage: { name: 'freezing' },
  } as const
  expect(whenOf(cycle, { asked: 0, sent: 0 }, '2015-11-30')).toEqual({ doing: 'wait', stage: 'freezing' })
  expect(whenOf(cycle, { asked: 0, sent: 0 }, '2015-12-01')).toEqual({ doing: 'freeze' })
  expect(courses['periodic-report']).toContain('freezing')
})

function covers(a: PictureNode, b: PictureNode): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function touches(nodes: readonly PictureNode[], state: string, point: readonly [number, number] | undefined): boolean {
  const node = nodes.find((one) => one.state === state)
  if (!node || !point) return false
  const [x, y] = point
  const near = (value: number, from: number, length: number) => value >= from - 1 && value <= from + length + 1
  return near(x, node.x, node.width) && near(y, node.y, node.height)
}
