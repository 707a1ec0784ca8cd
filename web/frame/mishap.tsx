/** A page that met an error of its own says so, inside the frame; another page may still be well. */
import { Component, type ReactNode } from 'react'
import { Failure } from './asked.tsx'

interface Props {
  readonly children: ReactNode
}

export class Mishap extends Component<Props, { readonly error: Error | undefined }> {
  override state = { error: undefined }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    return error ? <Failure error={error} whole again={() => window.location.reload()} /> : this.props.children
  }
}
