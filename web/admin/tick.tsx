/** One thing that is so, or is not. */
import type { Field } from '../act/form.ts'

export function Tick({ field, label }: { readonly field: Field<boolean>; readonly label: string }) {
  return (
    <label>
      <input type="checkbox" checked={field.value} onChange={({ target }) => field.set(target.checked)} /> {label}
    </label>
  )
}
