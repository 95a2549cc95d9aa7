// Where the `jku` header of a forged token points, and the `x5u`: nobody should ever ask there.

export const strangersKeysPath = '/mockta/strangers-keys'
