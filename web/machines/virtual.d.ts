declare module 'virtual:machines' {
  /** By the name of the workflow's file. */
  export const machines: { readonly [machine: string]: import('./picture.ts').Picture }
}
