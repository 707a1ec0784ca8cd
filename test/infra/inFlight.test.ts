/**
 * What executions in flight hold on to while a stage is deployed anew. They go on by the definition they were started
 * with, for up to a year, and that names functions by ARN: a function that got another place in the stack would be made
 * anew under another name, and every execution in flight would call one that is gone.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { office } from './stages.ts'

/** Each function that a deployed definition names, and each machine: to be added to, and not to be changed. */
const deployed = {
  machines: {
    'dondoc-office-daily-round': 'Workflowsdailyround0419F673',
    'dondoc-office-dissemination': 'Workflowsdissemination342867AC',
    'dondoc-office-evaluation': 'Workflowsevaluation4F624F50',
    'dondoc-office-periodic-report': 'Workflowsperiodicreport917E3714',
    'dondoc-office-plan-issuance': 'Workflowsplanissuance74F2284D',
    'dondoc-office-programme-launch': 'Workflowsprogrammelaunch01E5693C',
  },
  steps: {
    archiveReport: 'WorkflowsarchiveReport2E7E0E9E',
    askContributors: 'WorkflowsaskContributors772B4103',
    assignAnnex: 'WorkflowsassignAnnex5FE7F6C4',
    awaitChange: 'WorkflowsawaitChange57E4D9BC',
    closeContributions: 'WorkflowscloseContributions5DAD9703',
    closeRound: 'WorkflowscloseRoundBEE8EAFB',
    consolidateCycle: 'WorkflowsconsolidateCycle82ED47AA',
    freezeFigures: 'WorkflowsfreezeFigures6563091A',
    handOverCycle: 'WorkflowshandOverCycle137226C0',
    layOutReminders: 'WorkflowslayOutReminders685B76EF',
    materialiseProgramme: 'WorkflowsmaterialiseProgramme5806114E',
    nextStep: 'WorkflowsnextStep9853F810',
    openWork: 'WorkflowsopenWorkD2D158B0',
    recordExecutionOutcome: 'WorkflowsrecordExecutionOutcome199839F5',
    recordLaunch: 'WorkflowsrecordLaunchE940257A',
    scoreTargets: 'WorkflowsscoreTargetsCEA006B0',
    sendDigests: 'WorkflowssendDigestsCE36F157',
    takeRound: 'WorkflowstakeRound082D236D',
    tellOutcome: 'WorkflowstellOutcome3124DDCB',
    validateProgramme: 'WorkflowsvalidateProgramme692370B7',
  },
}

describe('a stage that is deployed anew', () => {
  it.each(Object.entries(deployed.machines))('keeps the machine %s', (name, id) => {
    expect(office.service.Resources[id]?.Properties.StateMachineName).toBe(name)
  })

  it.each(Object.entries(deployed.steps))('keeps the function of %s', (step, id) => {
    expect(office.service.Resources[id]?.Properties.Environment?.Variables.DONDOC_STEP).toBe(step)
  })

  it('is told of every function that a definition names by now', () => {
    const named = readdirSync('workflows').flatMap((file) =>
      [...readFileSync(`workflows/${file}`, 'utf8').matchAll(/\$\{(\w+)\}/g)].map(([, step = '']) => step),
    )
    expect([...new Set(named)].filter((step) => !(step in deployed.steps))).toEqual([])
  })

  it('has no function of another generation: executions name one, not a version of it', () => {
    expect(office.ofType('AWS::Lambda::Version')).toEqual([])
    expect(office.ofType('AWS::StepFunctions::StateMachineVersion')).toEqual([])
  })
})
