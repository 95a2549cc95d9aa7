// Times on the wire: always with three digits of milliseconds and a Z.

/** @param epochSeconds null where it never happened */
export const time = (epochSeconds: number | null): string | null =>
  epochSeconds === null ? null : new Date(epochSeconds * 1000).toISOString()
