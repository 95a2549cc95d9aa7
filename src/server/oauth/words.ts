// Space-delimited parameters: scope, response_type, prompt, acr_values.

/** The words of the parameter, each once, in order. */
export const words = (value: string | undefined): readonly string[] => [
  ...new Set((value ?? '').split(' ').filter((word) => word !== '')),
]
