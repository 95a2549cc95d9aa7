// What can be wrong with a DPoP proof, at /token and at resources alike: always 400 invalid_dpop_proof (RFC 9449 4.3).

const invalidProof = (description: string, source: string) =>
  ({ status: 400, error: 'invalid_dpop_proof', description, source }) as const

export const proofProblems = {
  dpopRepeated: invalidProof('Multiple DPoP proof JWT headers are not allowed.', 'S-570'),
  dpopUnparsable: invalidProof('The DPoP proof JWT cannot be parsed.', 'S-570'),
  dpopTypeInvalid: invalidProof("'typ' must be 'dpop+jwt' in the DPoP proof JWT.", 'S-570'),
  dpopAlgorithmInvalid: invalidProof('The DPoP proof JWT signature algorithm is invalid.', 'S-571'),
  dpopKeyInvalid: invalidProof('The DPoP proof JWT is invalid.', 'S-572'),
  dpopSignatureInvalid: invalidProof('The DPoP proof JWT signature is invalid.', 'S-570'),
  dpopMethodInvalid: invalidProof("'htm' claim in the DPoP proof JWT is invalid.", 'S-570'),
  dpopUrlInvalid: invalidProof("'htu' claim in the DPoP proof JWT is invalid.", 'S-573'),
  dpopIssuedAtInvalid: invalidProof("'iat' claim in the DPoP proof JWT is invalid.", 'S-570'),
  dpopIssuedInFuture: invalidProof('The DPoP proof JWT is issued in the future.', 'S-574'),
  dpopTooOld: invalidProof('The DPoP proof JWT is issued more than five minutes in the past.', 'S-574'),
  dpopExpired: invalidProof('The DPoP proof JWT is expired.', 'S-570'),
  dpopIdInvalid: invalidProof("'jti' claim in the DPoP proof JWT is invalid.", 'S-575'),
  dpopUsed: invalidProof('The DPoP proof JWT has already been used.', 'S-575'),
} as const

/** The name of a problem with a proof. */
export type ProofProblem = keyof typeof proofProblems

/** Refuses in the shape of whoever asked for the proof. */
export type DenyProof = (problem: ProofProblem, reason: string, cause?: unknown) => never
