/** The part of other people's libraries without types that the tests sign with. */

interface SigningKey {
  signer(): object;
}

interface KeyOptions {
  id: string;
  controller: string;
}

declare module "@digitalbazaar/vc" {
  interface Issuing {
    credential: object;
    suite: object;
    documentLoader: (url: string) => Promise<{ documentUrl: string; document: object }>;
  }
  export function issue(options: Issuing): Promise<object>;
}

declare module "@digitalbazaar/data-integrity" {
  export const DataIntegrityProof: new (options: { signer: object; cryptosuite: object }) => object;
}

declare module "@digitalbazaar/ecdsa-rdfc-2019-cryptosuite" {
  export const cryptosuite: object;
}

declare module "@digitalbazaar/eddsa-rdfc-2022-cryptosuite" {
  export const cryptosuite: object;
}

declare module "@digitalbazaar/ed25519-signature-2020" {
  export const Ed25519Signature2020: new (options: { signer: object }) => object;
}

declare module "@digitalbazaar/ecdsa-multikey" {
  export function generate(options: KeyOptions & { curve: "P-256" }): Promise<SigningKey & { publicKeyMultibase: string }>;
}

declare module "@digitalbazaar/ed25519-multikey" {
  export function generate(options: KeyOptions): Promise<SigningKey & { publicKeyMultibase: string }>;
}

declare module "@digitalbazaar/ed25519-verification-key-2020" {
  export const Ed25519VerificationKey2020: {
    generate(options: KeyOptions): Promise<SigningKey & { publicKeyMultibase: string }>;
  };
}
