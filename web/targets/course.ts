/** What the chart of a target shows: figures and milestones in one unit, each with what is said of it. */
import type { CalendarDate } from '../../domain/days.ts'
import { exact, toNumber } from '../../domain/targets/exact.ts'
import { type ObservationKind, periodEnd } from '../../domain/targets/observation.ts'
import type { TargetView } from '../../domain/targets/targetView.ts'
import { onPath } from '../../domain/targets/trajectory.ts'

export interface Course {
  readonly unit: string | null
  readonly path: readonly { readonly day: CalendarDate; readonly value: number }[]
  readonly figures: readonly FigurePoint[]
  readonly marks: readonly MarkPoint[]
  /** Whether the values are the figures as entered, and not measured against a base. */
  readonly isAsEntered: boolean
}

export interface FigurePoint {
  readonly day: CalendarDate
  readonly value: number
  readonly periodWritten: string
  readonly kind: ObservationKind
  /** Where the way to the milestone stood on that day. */
  readonly onPath?: number
}

export interface MarkPoint {
  readonly day: CalendarDate
  readonly value: number
}

/**
 * A target with a straight way has its figures measured as the milestone is (how many times the base); any other has
 * them as they were entered, with the milestones only where those are in the same unit.
 */
export function courseShown({ course, figures, marks, unit, unitOfFigures, actual }: TargetView): Course {
  const hasPath = course.path.length > 0
  const points = hasPath ? course.actual : actual
  const isAsEntered = !hasPath || unit === unitOfFigures
  const exactPath = course.path.map(({ day, value }) => ({ day, value: exact(value) }))
  const isOnTheWay = (day: CalendarDate) => course.path.length > 1 && day >= (course.path[0]?.day ?? day)
  return {
    unit: hasPath ? unit : unitOfFigures,
    path: course.path,
    isAsEntered,
    figures: points.flatMap(({ day, value }) => {
      const figure = figures.find(({ period }) => periodEnd(period) === day)
      if (!figure) return []
      const { periodWritten, kind } = figure
      const beside = isOnTheWay(day) ? { onPath: toNumber(onPath(exactPath, day)) } : {}
      return [{ day, value, periodWritten, kind, ...beside }]
    }),
    marks:
      hasPath || unit === unitOfFigures
        ? marks.flatMap(({ by, value }) => (by === null || value === null ? [] : [{ day: by, value }]))
        : [],
  }
}
