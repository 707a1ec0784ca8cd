// The package carries its types outside the file that its main names.
declare module 'asl-validator' {
  function validate(definition: object): {
    readonly isValid: boolean
    errorsText(separator: string): string
  }
  export { validate as default }
}
