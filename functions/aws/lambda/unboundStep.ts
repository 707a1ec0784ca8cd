/** What `#step` is until a bundle binds it to one file of functions/steps. */
import type { WorkflowServices } from '../../services.ts'
import type { Step } from '../../steps/asStep.ts'

export const step: Step<WorkflowServices> = async () => {
  throw new Error('Which step this function is, is said when it is bundled: alias #step to a file of functions/steps')
}
